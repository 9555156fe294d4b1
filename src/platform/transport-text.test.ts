import fc from 'fast-check'
import { expect, it } from 'vitest'
import { bytesOfText, textOfBytes } from './transport-text'

const decode = (bytes: Uint8Array) => textOfBytes(bytes.slice().buffer as ArrayBuffer)

it('reads any text back, as long as it may be', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      expect(decode(new Uint8Array(bytesOfText(text)))).toBe(
        new TextDecoder().decode(new TextEncoder().encode(text)),
      )
    }),
  )
  const long = '清溪县📵'.repeat(20_000)
  expect(decode(new TextEncoder().encode(long))).toBe(long)
})

it('writes as TextEncoder does', () => {
  for (const text of ['', 'a', '清', '📵', 'é', '\ud83d alone', '\udcf5']) {
    expect([...new Uint8Array(bytesOfText(text))]).toEqual([...new TextEncoder().encode(text)])
  }
})

it('makes of what is no UTF-8 a sign for it, and never fails', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      const plain = (text: string) => text.replace(/\uFFFD+/g, '\uFFFD')
      expect(plain(decode(bytes))).toBe(plain(new TextDecoder().decode(bytes)))
    }),
    { numRuns: 2000 },
  )
})
