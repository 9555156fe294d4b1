/**
 * Values of a subscribe message, as WeChat takes them. It refuses the whole message (47003) for one value that is
 * empty, too long or of another kind; so each is made to fit by its type, which is the beginning of its name
 * (订阅消息参数值内容限制说明 on
 * https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/mp-message-management/subscribe-message/sendMessage.html).
 */
export interface TemplateField {
  /** As the template of the county's account has it: thing2, time4. */
  name: string
  /** The first of these values that is there is taken. */
  from: readonly string[]
}

/** What is true of a message: number, item, subject, phrase, line, and moments (at, due, when) in ISO 8601. */
export type Values = Readonly<Record<string, string>>

/** How long a value of a type may be, in characters. */
const LENGTH: Readonly<Record<string, number>> = {
  thing: 20,
  character_string: 32,
  number: 32,
  letter: 32,
  symbol: 5,
  phrase: 5,
  name: 10,
  phone_number: 17,
  car_number: 8,
}
const MOMENTS = ['at', 'due', 'when']

/** The `data` of subscribeMessage.send; names a field that has nothing to say, which would be refused. */
export function templateData(
  fields: readonly TemplateField[],
  values: Values,
): { data: Record<string, { value: string }> } | { missing: string } {
  const data: Record<string, { value: string }> = {}
  for (const { name, from } of fields) {
    const source = from.find((key) => values[key])
    const value = source ? fitting(name, source, values[source] as string) : ''
    if (value === '') return { missing: name }
    data[name] = { value }
  }
  return { data }
}

function fitting(name: string, source: string, value: string): string {
  const type = name.replace(/\d+$/, '')
  const words = MOMENTS.includes(source) ? moment(type, value) : value
  const plain = words.replace(/\s+/g, ' ').trim()
  if (type === 'phrase') return cut(plain.replace(/[^一-龥]/g, ''), 5)
  // Printable ASCII; no Chinese.
  if (type === 'character_string') return plain.replace(/[^!-~]/g, '').slice(0, 32)
  if (type === 'number') return /^\d+(\.\d+)?$/.test(plain) ? plain.slice(0, 32) : ''
  const limit = LENGTH[type]
  return limit === undefined ? plain : cut(plain, limit)
}

/** «2026年4月7日 17:30» for time, «2026年4月7日» for date, in China. */
function moment(type: string, iso: string): string {
  const at = new Date(Date.parse(iso) + 8 * 3600_000)
  if (Number.isNaN(at.getTime())) return ''
  const day = `${at.getUTCFullYear()}年${at.getUTCMonth() + 1}月${at.getUTCDate()}日`
  return type === 'date' ? day : `${day} ${clock(at)}`
}

const clock = (at: Date) =>
  `${String(at.getUTCHours()).padStart(2, '0')}:${String(at.getUTCMinutes()).padStart(2, '0')}`

/**
 * At most so many characters, with … where something was left out. Counted as WeChat's server counts, by UTF-16
 * units or by characters: of whole characters never more units than the limit. No half of a bracketed part is left.
 */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text
  let kept = ''
  for (const character of text) {
    if (kept.length + character.length > limit - 1) break
    kept += character
  }
  const open = Math.max(kept.lastIndexOf('（'), kept.lastIndexOf('('))
  const closed = Math.max(kept.lastIndexOf('）'), kept.lastIndexOf(')'))
  if (open > closed && open > 3) kept = kept.slice(0, open)
  return `${kept.replace(/[\s，、；：。,;:·-]+$/u, '')}…`
}

/** The params of an SMS text by name: moments as «4月7日17:30», without the year. */
export function smsParams(params: readonly string[], values: Values): Record<string, string> {
  return Object.fromEntries(params.map((name) => [name, smsValue(name, values[name])]))
}

function smsValue(name: string, value: string | undefined): string {
  // A limit past the last published calendar has no day yet.
  if (!value) return name === 'due' ? '规定的期限' : name === 'when' ? '见预约' : ''
  if (!MOMENTS.includes(name)) return value
  const at = new Date(Date.parse(value) + 8 * 3600_000)
  return `${at.getUTCMonth() + 1}月${at.getUTCDate()}日${clock(at)}`
}
