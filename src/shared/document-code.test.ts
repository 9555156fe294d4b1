import { describe, expect, it } from 'vitest'
import { documentCodeFault, documentCodeFrom, documentCodeShown, printedDocumentCode } from './document-code'

// Made by private.new_document_code(); supabase/tests/documents.test.ts holds every new one to this file too.
const CODE = '7KQM3HXT9WRZ'
const GOOD = [...'23456789ABCDEFGHJKLMNPQRSTUVWXYZ']
  .map((last) => CODE + last)
  .filter((code) => documentCodeFault(code) === null)

describe('verification code of a paper', () => {
  it('has one right check character', () => {
    expect(GOOD).toHaveLength(1)
  })

  it('tells every single slip and nearly every swap of neighbours', () => {
    const [code = ''] = GOOD
    let swaps = 0
    for (let at = 0; at < code.length; at += 1) {
      for (const other of '23456789ABCDEFGHJKLMNPQRSTUVWXYZ') {
        const slip = code.slice(0, at) + other + code.slice(at + 1)
        if (other !== code[at]) expect(documentCodeFault(slip)).toBe('有一位抄错了，请对照纸面看看')
      }
      const next = code[at + 1]
      if (!next || next === code[at]) continue
      const swapped = `${code.slice(0, at)}${next}${code[at]}${code.slice(at + 2)}`
      if (documentCodeFault(swapped) === null) swaps += 1
    }
    expect(swaps).toBe(0)
  })

  it('is read as people type it, and out of the printed link', () => {
    for (const typed of ['7kqm-3hxt-9wrza', ' 7KQM 3HXT 9WRZA ', 'https://q.example/v/7KQM3HXT9WRZA?x=1'])
      expect(documentCodeFrom(typed)).toBe('7KQM3HXT9WRZA')
    expect(documentCodeShown('7KQM3HXT9WRZA')).toBe('7KQM-3HXT-9WRZA')
    expect(printedDocumentCode('https://q.example/v/7kqm3hxt9wrza')).toBe('7KQM3HXT9WRZA')
    expect(printedDocumentCode('https://q.example/c/QX07')).toBeNull()
  })

  it('says what is wrong before anybody is asked', () => {
    expect(documentCodeFault('')).toBe('填上文书最下面的验证码，或者扫码')
    expect(documentCodeFault('7KQM')).toBe('验证码是 13 位，现在 4 位')
    expect(documentCodeFault('7KQM3HXT9WRO2')).toBe('验证码里没有“O”，请对照纸面看看')
  })
})
