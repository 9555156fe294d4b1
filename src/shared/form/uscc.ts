/**
 * 统一社会信用代码, GB 32100-2015: 18 characters of this alphabet (no I, O, S, V, Z), the last one a check digit
 * mod 31. Some issued codes fail the check (91350100M0001TGQXM): a failing digit warns, it never blocks.
 */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

const FULL_WIDTH = 0xfee0

/** Full-width letters and digits (Chinese keyboards type them) as plain ones. */
export function halfWidth(text: string): string {
  return text.replace(/[！-～]/g, (c) => String.fromCharCode(c.charCodeAt(0) - FULL_WIDTH))
}

/** What a person typed or scanned, as the register writes it: no spaces or dashes, capital letters. */
export function cleanUscc(text: string): string {
  return halfWidth(text).replace(/[\s-]/g, '').toUpperCase()
}

/** 9136 9921 MA5K 7H2R 3E: in fours, for reading and comparing. */
export function groupUscc(code: string): string {
  return code.replace(/(.{4})(?=.)/g, '$1 ')
}

/** Why this cannot be a code at all; null when its form is right. */
export function usccProblem(code: string): string | null {
  const wrong = [...code].find((c) => !ALPHABET.includes(c))
  if (wrong !== undefined) {
    return 'IOSVZ'.includes(wrong)
      ? `代码里没有字母 ${wrong}，看看是不是 ${{ I: '1', O: '0', S: '5', V: 'U', Z: '2' }[wrong]}`
      : `代码只有数字和大写字母，「${wrong}」不对`
  }
  if (code.length !== 18) return `要 18 位，现在 ${code.length} 位`
  return null
}

/** The check digit that the first 17 characters ask for. */
export function usccCheckDigit(code: string): string {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * ALPHABET.indexOf(code[at] ?? '0'), 0)
  return ALPHABET[(31 - (sum % 31)) % 31]
}

/** The form is right, yet the last character does not fit the others: look again, one may go on. */
export function usccDoubtful(code: string): boolean {
  return usccProblem(code) === null && usccCheckDigit(code) !== code[17]
}

/** The code inside a scanned text (a licence's QR holds an address or a sentence with it); null without one. */
export function usccIn(text: string): string | null {
  // No lookbehind: iOS before 16.4 fails to parse it, and the whole app with it.
  const words = halfWidth(text)
    .toUpperCase()
    .split(/[^0-9A-Z]+/)
  return words.find((word) => usccProblem(word) === null && /^[159ANY]/.test(word)) ?? null
}
