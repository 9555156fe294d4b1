import { expect, test, vi } from 'vitest'
import { testFrame } from '../../../tests/support/frame'
import { Refusal } from '../_shared/http.ts'
import { fontFrom } from './font.ts'
import { type DocumentPdfDeps, handleDocumentPdf } from './handler.ts'

const ID = 'd0000000-0000-4000-8000-000000000001'
const ask = (query = `?id=${ID}`, init: RequestInit = {}) =>
  new Request(`http://localhost/document-pdf${query}`, { headers: { authorization: 'Bearer mine' }, ...init })

function deps(answer: () => unknown): DocumentPdfDeps & { asked: ReturnType<typeof vi.fn> } {
  const asked = vi.fn(async () => answer())
  return {
    frame: testFrame('document-pdf'),
    asked,
    askAsCaller: asked as unknown as DocumentPdfDeps['askAsCaller'],
    font: async () => new Uint8Array([1]),
    setPaper: async () => new TextEncoder().encode('%PDF'),
  }
}

test("the paper is asked for in the caller's name and comes as a file that nobody keeps", async () => {
  const d = deps(() => ({ title: '受理通知书', number: '清审受字〔2026〕1 号' }))
  const answer = await handleDocumentPdf(ask(), d)
  expect(d.asked).toHaveBeenCalledWith('Bearer mine', 'get_document', { p_id: ID })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('application/pdf')
  expect(answer.headers.get('cache-control')).toBe('private, no-store')
  expect(decodeURIComponent(answer.headers.get('content-disposition') ?? '')).toContain(
    '受理通知书 清审受字〔2026〕1 号.pdf',
  )
  expect(await answer.text()).toBe('%PDF')
})

test.each([
  ['BB004', 404],
  ['BB001', 401],
  ['BB016', 403],
])('%s of the database is %i', async (code, status) => {
  const d = deps(() => {
    throw new Refusal(400, code, '没有', null)
  })
  const answer = await handleDocumentPdf(ask(), d)
  expect(answer.status).toBe(status)
  expect(await answer.json()).toMatchObject({ code })
})

test.each(['', '?id=', '?id=1', `?id=${ID}'--`])('%j is no paper, and nobody is asked', async (query) => {
  const d = deps(() => ({}))
  expect((await handleDocumentPdf(ask(query), d)).status).toBe(404)
  expect(d.asked).not.toHaveBeenCalled()
})

test('other methods are refused, a preflight is answered', async () => {
  const d = deps(() => ({}))
  expect((await handleDocumentPdf(ask(undefined, { method: 'POST', body: '{}' }), d)).status).toBe(405)
  const preflight = await handleDocumentPdf(
    ask(undefined, { method: 'OPTIONS', headers: { origin: 'https://app.example' } }),
    d,
  )
  expect(preflight.headers.get('access-control-allow-methods')).toContain('GET')
})

test('the font is read once, from the first place that has it, and another file is not taken for it', async () => {
  const { readFileSync } = await import('node:fs')
  const font = new Uint8Array(readFileSync(new URL('./font/NotoSansSC-Regular.ttf', import.meta.url)))
  const second = vi.fn(async () => font)
  const load = fontFrom(async () => null, second)
  expect(await load()).toBe(await load())
  expect(second).toHaveBeenCalledTimes(1)
  await expect(fontFrom(async () => new Uint8Array([1, 2]))()).rejects.toThrow('another file')
  let tries = 0
  const flaky = fontFrom(async () => {
    tries += 1
    return tries === 1 ? null : font
  })
  await expect(flaky()).rejects.toThrow('neither beside')
  expect(await flaky()).toBe(font)
})
