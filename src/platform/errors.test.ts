import { describe, expect, it } from 'vitest'
import { lineWords } from '@/shared/words/offline'
import { connectionError, refusalIn, toServerAppError } from './errors'

describe('what the server refuses, as the one error screens know', () => {
  it('keeps our stable code, sentence, hint and field', () => {
    const error = toServerAppError(
      { code: 'BB007', message: '电话号码少一位', hint: '改好再继续', details: '{"field":"phone"}' },
      400,
    )
    expect(error).toMatchObject({
      code: 'BB007',
      message: '电话号码少一位',
      hint: '改好再继续',
      field: 'phone',
    })
  })
  it('asks to sign in again for BB001 and for a token that ran out', () => {
    expect(toServerAppError({ code: 'BB001', message: '请先登录' }, 400).code).toBe('signed_out')
    expect(toServerAppError({ code: 'PGRST301', message: 'JWT expired' }, 401).code).toBe('signed_out')
  })
  it('knows a refusal that came as an answer', () => {
    const refused = { code: 'BB008', message: '没有这个码', hint: '核对一下', details: '{}' }
    expect(refusalIn({ refused })).toEqual(refused)
    for (const answer of [null, undefined, 3, [], { item_code: 'QX07' }]) expect(refusalIn(answer)).toBeNull()
  })
  it('no answer is being offline, and says that nothing is lost', () => {
    const error = toServerAppError({ message: 'TypeError: Failed to fetch' }, 0)
    expect(error.code).toBe('offline')
    expect(error.hint).toContain('都还在')
  })
  it('a login page of the Wi-Fi and a slow network are told apart, and both keep what was typed', () => {
    const captive = toServerAppError({ message: 'CaptivePortalError: …: captive portal in between' }, 0)
    const slow = toServerAppError({ message: 'TimeoutError: The request timed out.' }, 0)
    expect([captive.code, slow.code]).toEqual(['offline', 'offline'])
    expect(captive.message).toContain('登录')
    expect(slow.message).toContain('太慢')
    for (const { hint } of [captive, slow]) expect(hint).toContain('都还在')
    expect(toServerAppError({ message: 'AbortError: The operation was aborted.' }, 0).code).toBe('cancelled')
    expect(toServerAppError({ message: 'upstream' }, 503).code).toBe('busy')
  })
  it('never shows a status number to a person', () => {
    const error = toServerAppError({ code: 'XX000', message: 'internal error at 0x1f' }, 500)
    expect(error.message).not.toMatch(/500|internal/)
    expect(error.hint).toContain('XX000')
  })
})

describe('what a line that waits says of the network', () => {
  it.each([
    ['Failed to fetch', '网络断了'],
    ['captive portal', '这个网络要先登录才能上网'],
    ['timed out', '网络太慢'],
  ])('%s: %s', (words, said) => {
    expect(lineWords(connectionError(words))).toBe(said)
  })
})
