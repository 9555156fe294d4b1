const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
const LENGTH = 13

/** Luhn modulo 32, as private.document_check_character computes it. */
function checkCharacter(body: string): string {
  let sum = 0
  let double = true
  for (const char of [...body].reverse()) {
    let value = ALPHABET.indexOf(char)
    if (double) value = Math.floor((value * 2) / 32) + ((value * 2) % 32)
    sum += value
    double = !double
  }
  return ALPHABET[(32 - (sum % 32)) % 32] ?? ''
}

/** What somebody typed or scanned as the bare code: capitals, without blanks and dashes, out of a link too. */
export function documentCodeFrom(text: string): string {
  const linked = /\/v\/([^/?#]*)/.exec(text)?.[1]
  return (linked ?? text).toUpperCase().replace(/[\s\-–—]/g, '')
}

/** The code in a printed link `https://<host>/v/7KQM3HXT9WRZP`; null in every other text. */
export function printedDocumentCode(text: string): string | null {
  return /\/v\/([2-9A-HJ-NP-Z]{13})(?:[/?#]|$)/i.exec(text)?.[1]?.toUpperCase() ?? null
}

/** What is wrong with a verification code before anybody is asked about it; null when it can be one. */
export function documentCodeFault(code: string): string | null {
  if (code === '') return '填上文书最下面的验证码，或者扫码'
  if (code.length !== LENGTH) return `验证码是 ${LENGTH} 位，现在 ${code.length} 位`
  const strange = [...code].find((char) => !ALPHABET.includes(char))
  if (strange) return `验证码里没有“${strange}”，请对照纸面看看`
  return checkCharacter(code.slice(0, -1)) === code.at(-1) ? null : '有一位抄错了，请对照纸面看看'
}

/** In groups, as it is printed: 7KQM-3HXT-9WRZP. */
export function documentCodeShown(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4, 8)}-${code.slice(8)}`
}
