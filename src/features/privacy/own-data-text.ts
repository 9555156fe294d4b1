import { KEYS, VALUES } from './own-data-words'

const MOMENT = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/
const BEIJING_MS = 8 * 3_600_000

/** 2026-03-31 10:00, in Beijing. */
const moment = (at: string) =>
  new Date(Date.parse(at) + BEIJING_MS).toISOString().slice(0, 16).replace('T', ' ')

const ORDER = new Map(Object.keys(KEYS).map((key, at) => [key, at]))

/** jsonb keeps no order of its own; one reads who and what before when. */
const sorted = (value: object): [string, unknown][] =>
  Object.entries(value).sort(([a], [b]) => (ORDER.get(a) ?? ORDER.size) - (ORDER.get(b) ?? ORDER.size))

const isAnswer = (value: unknown): value is { label: string; value: string } =>
  typeof value === 'object' && value !== null && Object.keys(value).sort().join() === 'label,value'

function words(key: string, value: unknown): string {
  if (typeof value === 'boolean') return value ? '是' : '否'
  const text = String(value)
  if (MOMENT.test(text)) return moment(text)
  return VALUES[key]?.[text] ?? text
}

function lines(key: string, value: unknown, depth: number): string[] {
  const pad = '  '.repeat(depth)
  const label = KEYS[key] ?? key
  if (value === null || value === undefined || value === '') return []
  if (Array.isArray(value)) {
    if (value.length === 0) return depth === 0 ? [`${pad}${label}：没有`] : []
    // Answers of a form: its questions stand as labels of their own.
    if (value.every(isAnswer)) {
      return [`${pad}${label}：`, ...value.map((each) => `${pad}  ${each.label}：${each.value}`)]
    }
    if (value.every((each) => typeof each !== 'object')) return [`${pad}${label}：${value.join('、')}`]
    return [
      `${pad}${label}：`,
      ...value.flatMap((each, at) => [`${pad}  ${at + 1}.`, ...inside(each as object, depth + 2)]),
    ]
  }
  if (typeof value === 'object') return [`${pad}${label}：`, ...inside(value, depth + 1)]
  return [`${pad}${label}：${words(key, value).split('\n').join(`\n${pad}  `)}`]
}

const inside = (value: object, depth: number): string[] =>
  sorted(value).flatMap(([key, each]) => lines(key, each, depth))

/** What export_my_data answers, as a text that one reads without a program: every key under its Chinese word. */
export function ownDataText(data: Record<string, unknown>): string {
  const { about, ...rest } = data
  const parts = sorted(rest).map(([key, value]) => lines(key, value, 0).join('\n'))
  return `${[String(about ?? ''), ...parts].join('\n\n')}\n`
}
