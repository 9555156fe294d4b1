/**
 * Words of a fault without what could be about a person. private.scrub_error does the same again: nobody has to
 * trust this, but what never leaves the phone needs no trust at all.
 */
export function scrub(text: string): string {
  return text
    .slice(0, 1000)
    .replace(/[\s\u200b\ufeff]+/g, ' ')
    .replace(/"[^"]*"|'[^']*'|`[^`]*`|“[^”]*”|‘[^’]*’|「[^」]*」/g, '‹›')
    .replace(/[a-z]+:\/\/[^\s)]*/gi, '‹link›')
    .replace(/[^\s@<>()]+@[^\s@<>()]+/g, '‹mail›')
    .replace(/[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef·]+/g, '‹›')
    .replace(/\b(?=[\w-]*\d)[\w-]{12,}/g, '‹id›')
    .replace(/\d(?:[ .-]?\d){4,}/g, '‹n›')
    .trim()
    .slice(0, 300)
}

const PLACE = /([^\s()@]+?)(?:\?[^:\s)]*)?:(\d{1,6}):(\d{1,6})\)?$/
const NAME = /^(?:async |new )*([A-Za-z_$<>][\w$<>.]{0,39})(?=[ @])/
const FILE = /^[A-Za-z][\w./-]{0,79}$/

/** function@file:line:column of one line of a stack, as V8, Safari, Firefox and WeChat write it; null for no such. */
function frameOf(line: string): string | null {
  const said = line.trim().replace(/^at /, '')
  const place = PLACE.exec(said)
  if (!place) return null
  // Without the host, and without the mark of the build: the version is told beside it.
  const file = (place[1] ?? '')
    .replace(/^[a-z-]+:\/\/[^/]*\//i, '')
    .replace(/^\/+/, '')
    .replace(/\.[0-9a-f]{8}(?=\.js$)/, '')
  const name = NAME.exec(said)?.[1] ?? '<anonymous>'
  const frame = `${name}@${file}:${place[2]}:${place[3]}`
  return FILE.test(file) && !/\d{5}/.test(name + file) ? frame : null
}

/** The innermost eight places of a stack. */
export const framesOf = (stack: string): string[] =>
  stack
    .split('\n')
    .flatMap((line) => frameOf(line) ?? [])
    .slice(0, 8)

interface Thrown {
  name?: unknown
  message?: unknown
  errMsg?: unknown
  stack?: unknown
}

/** What was thrown, as words and places: an Error, WeChat's text with a stack below, or a wx call's {errMsg}. */
export function told(thrown: unknown): { message: string; stack: string[] } {
  if (typeof thrown === 'string') {
    const [first = '', second = ''] = thrown.split('\n')
    // "MiniProgramError\nTypeError: x is not a function\n    at …"
    const message = /Error$/.test(first.trim()) && second && !/^\s*at /.test(second) ? second : first
    return { message: scrub(message), stack: framesOf(thrown) }
  }
  const { name, message, errMsg, stack } = (thrown ?? {}) as Thrown
  const words = [typeof name === 'string' ? name : '', String(message ?? errMsg ?? 'no words')]
  return {
    message: scrub(words.filter(Boolean).join(': ')),
    stack: typeof stack === 'string' ? framesOf(stack) : [],
  }
}
