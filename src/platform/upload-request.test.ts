import { expect, it, vi } from 'vitest'

// Regaining a session is its own story: regain.test.ts.
vi.mock('./regain', () => ({ withSession: (_wish: boolean, run: () => unknown) => run() }))
vi.mock('./supabase', () => ({ supabase: {} }))
vi.mock('./env', () => ({ apiUrl: 'https://api.example' }))
const { objectUrl, uploadRefused, whyNotSent, whyNotStored } = await import('./upload-request')

it('keeps folders and escapes names', () => {
  expect(objectUrl('materials', 'a/布局图 1.jpg')).toBe(
    `https://api.example/storage/v1/object/materials/a/${encodeURIComponent('布局图 1.jpg')}`,
  )
})

it.each([
  [400, '{"statusCode":"413","message":"too large"}', 'upload_large'],
  [415, '{"statusCode":415}', 'upload_type'],
  [403, '{"statusCode":"403"}', 'upload_denied'],
  [401, '{}', 'signed_out'],
  [502, '<html>', 'upload_failed'],
])('reads Storage refusing with %i %s', (status, body, code) => {
  expect(uploadRefused(status, body).code).toBe(code)
})

it('takes a login page of the Wi-Fi for no upload', () => {
  expect(whyNotStored(200, '{"Key":"materials/a"}')).toBeNull()
  for (const page of ['<!doctype html><title>登录</title>', '']) {
    expect(whyNotStored(200, page)).toMatchObject({ code: 'offline', detail: { reason: 'captive' } })
  }
  expect(whyNotStored(502, '<html>')?.code).toBe('upload_failed')
})

it.each([
  ['uploadFile:fail file not found', 'file_lost', undefined],
  ["uploadFile:fail createUploadTask:fail file doesn't exist", 'file_lost', undefined],
  ['uploadFile:fail no such file or directory', 'file_lost', undefined],
  ['uploadFile:fail timeout', 'offline', 'timeout'],
  ['uploadFile:fail socket time out', 'offline', 'timeout'],
  ['uploadFile:fail interrupted', 'offline', undefined],
  ['uploadFile:fail abort', 'offline', undefined],
  ['uploadFile:fail net::ERR_NAME_NOT_RESOLVED', 'offline', undefined],
  ['', 'offline', undefined],
])('says why WeChat sent nothing: %s', (words, code, reason) => {
  const error = whyNotSent(words)
  expect([error.code, error.detail.reason]).toEqual([code, reason])
})
