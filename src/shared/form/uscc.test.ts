import { describe, expect, test } from 'vitest'
import { cleanUscc, groupUscc, usccCheckDigit, usccDoubtful, usccIn, usccProblem } from './uscc'

describe('统一社会信用代码', () => {
  test('issued codes pass, and one that was issued though failing is only doubted', () => {
    for (const code of ['9144030071526726XG', '91330100799655058B']) {
      expect(usccProblem(code)).toBeNull()
      expect(usccDoubtful(code)).toBe(false)
    }
    expect(usccProblem('91350100M0001TGQXM')).toBeNull()
    expect(usccDoubtful('91350100M0001TGQXM')).toBe(true)
  })

  test('the check digit of the first 17', () => {
    expect(usccCheckDigit('9144030071526726X')).toBe('G')
  })

  test('what a phone keyboard makes of it is cleaned', () => {
    expect(cleanUscc(' 9144 0300－7152 6726xg ')).toBe('9144030071526726XG')
    expect(cleanUscc('９１４４０３００７１５２６７２６ＸＧ')).toBe('9144030071526726XG')
    expect(groupUscc('9144030071526726XG')).toBe('9144 0300 7152 6726 XG')
  })

  test('says how many are missing, and which letter it never has', () => {
    expect(usccProblem('9144')).toBe('要 18 位，现在 4 位')
    expect(usccProblem('914403O071526726XG')).toContain('看看是不是 0')
    expect(usccProblem('91440300715267<6XG')).toContain('「<」')
  })

  test('finds the code in what a licence’s QR says', () => {
    expect(usccIn('统一社会信用代码:9144030071526726XG;名称:某公司')).toBe('9144030071526726XG')
    expect(usccIn('https://example.gov.cn/q?uniscid=91330100799655058B&x=1')).toBe('91330100799655058B')
    expect(usccIn('https://example.cn/abc')).toBeNull()
  })
})
