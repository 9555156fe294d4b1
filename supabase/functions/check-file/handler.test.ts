import { expect, test, vi } from 'vitest'
import { testFrame } from '../../../tests/support/frame'
import { jpegFile } from '../../../tests/support/sample-files'
import { type AskAsCaller, askingAsCaller } from '../_shared/caller-client.ts'
import { Refusal } from '../_shared/http.ts'
import type { ServiceClient } from '../_shared/service-client.ts'
import { handleCheckFile } from './handler.ts'

const PATH = 'e/a/f.jpg'
const bytes = jpegFile()
const OK = { ok: true, mime: 'image/jpeg', size: bytes.length, sha256: 'a'.repeat(64) }

const post = (body: unknown, headers: Record<string, string> = {}) =>
  new Request('http://localhost/check-file', {
    method: 'POST',
    headers: { authorization: 'Bearer token', ...headers },
    body: JSON.stringify(body),
  })

function world({
  check = null as object | null,
  size = bytes.length,
  content = bytes as Uint8Array | null,
} = {}) {
  const ask = vi.fn(async () => ({ object_id: 'o', claimed_mime: 'image/jpeg', size, check }))
  const rpc = vi.fn(async (_name: string, _args: Record<string, unknown>) => OK)
  const read = vi.fn(async () => (content ? new Blob([Uint8Array.from(content)]).stream() : null))
  const frame = testFrame('check-file')
  const deps = {
    frame,
    askAsCaller: ask as unknown as AskAsCaller,
    service: { rpc } as unknown as ServiceClient,
    objects: { read },
  }
  return { ask, rpc, read, log: frame.lines, deps }
}

test('asks as the caller, reads as the server, and writes down what it found', async () => {
  const { deps, ask, rpc, log } = world()
  const answer = await handleCheckFile(post({ bucket: 'materials', path: PATH }), deps)
  expect(await answer.json()).toEqual({ mime: OK.mime, size: OK.size, sha256: OK.sha256 })
  expect(ask).toHaveBeenCalledWith('Bearer token', 'upload_to_check', { p_bucket: 'materials', p_path: PATH })
  expect(rpc.mock.calls[0]).toEqual([
    'service_record_check',
    {
      p_object_id: 'o',
      p_sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      p_size: bytes.length,
      p_mime: 'image/jpeg',
      p_refusal: null,
    },
  ])
  expect(log).toMatchObject([{ bucket: 'materials', bytes: bytes.length, mime: 'image/jpeg', refusal: null }])
  expect(JSON.stringify(log)).not.toContain(PATH)
})

test('what is known is not read again', async () => {
  const { deps, read } = world({ check: OK })
  expect((await handleCheckFile(post({ bucket: 'materials', path: PATH }), deps)).status).toBe(200)
  expect(read).not.toHaveBeenCalled()
})

test('a read that broke off is a failure to try again, not a verdict', async () => {
  const { deps, rpc } = world({ content: bytes.subarray(0, 5000) })
  expect((await handleCheckFile(post({ bucket: 'materials', path: PATH }), deps)).status).toBe(500)
  expect(rpc).not.toHaveBeenCalled()
})

test('an object that is gone by now is missing', async () => {
  const { deps } = world({ content: null })
  const answer = await handleCheckFile(post({ bucket: 'materials', path: PATH }), deps)
  expect([answer.status, await answer.json()]).toEqual([
    400,
    {
      code: 'BB013',
      message: '没有收到这个文件',
      hint: '重试一次；还不行就去掉它，重新选一次',
      details: '{"field":"file","reason":"missing"}',
      request_id: 'new-id-1',
    },
  ])
})

test('what the database refuses comes through as it is; a token that ended is a sign-in', async () => {
  const access = { url: 'https://api.test', publishableKey: 'k' }
  const refusing = (status: number, body: object) =>
    askingAsCaller(access, (async () => Response.json(body, { status })) as unknown as typeof fetch)(
      't',
      'f',
      {},
    )
  await expect(
    refusing(400, { code: 'BB013', message: '用不了', hint: 'h', details: '{}' }),
  ).rejects.toMatchObject(new Refusal(400, 'BB013', '用不了', 'h', '{}'))
  await expect(refusing(401, { code: 'PGRST301', message: 'JWT expired' })).rejects.toMatchObject({
    code: 'BB001',
  })
  await expect(refusing(500, { code: 'XX000' })).rejects.toThrow('/rest/v1/rpc/f answered 500 XX000')
})
