import type { CalendarDay } from '@/shared/contract'
import { addDays, weekdayOf } from '@/shared/words/dates'

/** What was understood of a holiday notice, and what should be looked at again. */
export interface ReadNotice {
  days: CalendarDay[]
  problems: string[]
}

/** 10月1日, 至 7日 of the same month, 2027年1月2日; the month is carried from the date before. */
const SPAN =
  /(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:\s*(?:至|到|-|—|－|~)\s*(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日)?/g
const IN_BRACKETS = /[（(][^（）()]*[）)]/g
const WITH_WEEKDAY =
  /(?:(\d{1,2})月)?(\d{1,2})日[（(][^（）()]*(?:周|星期)([一二三四五六日天])[^（）()]*[）)]/g

/**
 * Reads the State Council's notice as it is pasted: one holiday a line (一、元旦：1月1日（周四）至3日（周六）放假调休，
 * 共3天。1月4日（周日）上班。). Dates that do not fit their weekday or their count are named, never repaired.
 */
export function readNotice(text: string, year: number): ReadNotice {
  const days: CalendarDay[] = []
  const problems: string[] = []
  for (const line of text.split(/\n/)) {
    const [, name, body] =
      /^\s*(?:[一二三四五六七八九十]+、)?\s*([^：:，。\d]{1,20})[：:](.*\d+日.*)$/.exec(line) ?? []
    if (!name || !body) {
      if (/\d+日.*(放假|上班)/.test(line)) problems.push(`没看懂这一行：${line.trim().slice(0, 30)}`)
      continue
    }
    problems.push(...wrongWeekdays(body, year, name))
    const plain = body.replace(IN_BRACKETS, '')
    let month = 0
    for (const sentence of plain.split(/[。；;]/)) {
      const working = /上班/.test(sentence)
      if (!working && !/放假|休息/.test(sentence)) continue
      const found: string[] = []
      for (const [, y1, m1, d1, y2, m2, d2] of sentence.matchAll(SPAN)) {
        month = Number(m1 ?? month)
        const from = iso(Number(y1 ?? year), month, Number(d1))
        month = Number(m2 ?? month)
        const to = d2 ? iso(Number(y2 ?? year), month, Number(d2)) : from
        if (from === null || to === null || to < from) {
          problems.push(`${name}：日期不对`)
          continue
        }
        for (let day = from; day <= to && found.length < 40; day = addDays(day, 1)) found.push(day)
      }
      const counted = /共\s*(\d+)\s*天/.exec(sentence)
      if (counted && Number(counted[1]) !== found.length)
        problems.push(`${name}：写着共 ${counted[1]} 天，认出 ${found.length} 天`)
      const outside = found.filter((day) => !day.startsWith(`${year}-`))
      if (outside.length > 0) problems.push(`${name}：${outside.join('、')} 不在 ${year} 年，没有录入`)
      for (const day of found.filter((each) => each.startsWith(`${year}-`)))
        days.push({ day, working, name: working ? `${name}调休上班` : name })
    }
  }
  return { days: days.sort((a, b) => a.day.localeCompare(b.day)), problems }
}

function wrongWeekdays(body: string, year: number, name: string): string[] {
  let month = 0
  return [...body.matchAll(WITH_WEEKDAY)].flatMap(([, m, d, weekday]) => {
    month = Number(m ?? month)
    const day = iso(year, month, Number(d))
    const is = day && weekdayOf(day)
    const said = `周${weekday === '天' ? '日' : weekday}`
    return is && is !== said ? [`${name}：${month}月${d}日是${is}，写着${said}`] : []
  })
}

function iso(year: number, month: number, day: number): string | null {
  const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  const at = new Date(`${text}T00:00:00Z`)
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== text ? null : text
}
