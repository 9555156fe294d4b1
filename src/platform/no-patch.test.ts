import { expect, it, vi } from 'vitest'
import { refusePatch } from './no-patch'

it('refuses PATCH before anything is sent, and passes the rest', async () => {
  const send = vi.fn(async () => new Response('ok'))
  const guarded = refusePatch(send)
  await expect(guarded('https://api.example/rest/v1/items', { method: 'patch' })).rejects.toThrow('RPC')
  expect(send).not.toHaveBeenCalled()
  expect(await (await guarded('https://api.example/rest/v1/rpc/x', { method: 'POST' })).text()).toBe('ok')
})
