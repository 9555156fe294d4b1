import { expect, test, vi } from 'vitest'
import { testFrame } from '../../../tests/support/frame'
import type { ServiceClient } from '../_shared/service-client.ts'
import { handleDemoLogin } from './handler.ts'

const frame = testFrame('demo-login')
const post = (body: unknown) =>
  new Request('http://localhost/demo-login', { method: 'POST', body: JSON.stringify(body) })

function fakeService(known: string) {
  const tokenHash = vi.fn(async (_type: string, email: string) => (email === known ? 'token' : null))
  return { tokenHash, service: { tokenHash } as unknown as ServiceClient }
}

test('a demo person gets a token', async () => {
  const { service, tokenHash } = fakeService('zhang@demo.invalid')
  const answer = await handleDemoLogin(post({ person: 'zhang' }), { frame, service, allowed: true })
  expect(await answer.json()).toEqual({ token_hash: 'token' })
  // A magic link would make an account for anybody.
  expect(tokenHash).toHaveBeenCalledWith('recovery', 'zhang@demo.invalid')
})

test('without the embedded stack nobody is asked for', async () => {
  const { service, tokenHash } = fakeService('zhang@demo.invalid')
  const answer = await handleDemoLogin(post({ person: 'zhang' }), { frame, service, allowed: false })
  expect(answer.status).toBe(403)
  expect(await answer.json()).toMatchObject({ code: 'BB023' })
  expect(tokenHash).not.toHaveBeenCalled()
})

test.each(['', 'li@county.gov.cn', '../admin', 'A', 'x'.repeat(41), 7, null])(
  '%j is nobody',
  async (person) => {
    const { service, tokenHash } = fakeService('zhang@demo.invalid')
    const answer = await handleDemoLogin(post({ person }), { frame, service, allowed: true })
    expect(answer.status).toBe(404)
    expect(tokenHash).not.toHaveBeenCalled()
  },
)

test('an unknown handle is nobody', async () => {
  const { service } = fakeService('zhang@demo.invalid')
  expect((await handleDemoLogin(post({ person: 'wang' }), { frame, service, allowed: true })).status).toBe(
    404,
  )
})
