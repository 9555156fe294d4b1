import { expect, test } from 'vitest'
import type { AppointmentSummary, Slot, SlotDay } from '@/shared/contract'
import {
  checkTag,
  dayChoice,
  dayRows,
  daySub,
  dayTitle,
  slotStarts,
  stretchProblem,
  stretchWords,
  workingDays,
} from './model'

const NOW = Date.parse('2026-04-03T09:40:00+08:00')
const at = (time: string) => `2026-04-03T${time}:00+08:00`

function check(time: string, change: Partial<AppointmentSummary> = {}): AppointmentSummary {
  return {
    id: `check-${time}`,
    application_id: 'a',
    item_name: '食品经营许可（新办）',
    enterprise_name: '清溪禾味餐饮有限公司',
    starts_at: at(time),
    ends_at: new Date(Date.parse(at(time)) + 30 * 60_000).toISOString(),
    state: 'booked',
    kind: 'post',
    officer: {
      id: 'o',
      display_name: '李专员',
      title: '助企专员',
      department: '审批局',
      usual_reply_minutes: null,
      stand_in_for: null,
    },
    conclusion: null,
    ...change,
  }
}

const slot = (time: string, state: Slot['state'] = 'free'): Slot => ({
  id: `slot-${time}`,
  starts_at: at(time),
  ends_at: at(time),
  state,
})

const day = (date: string, working: boolean, slots: Slot[] = []): SlotDay => ({
  day: date,
  working,
  free: slots.filter((each) => each.state === 'free').length,
  slots,
})

test('a day is told in order, booked slots once, with the noon rest between its halves', () => {
  const rows = dayRows([check('15:00'), check('09:00')], [slot('14:30'), slot('15:00', 'taken')])
  expect(rows.map((row) => (row.kind === 'rest' ? 'rest' : row.key))).toEqual([
    'check-09:00',
    'rest',
    'slot-14:30',
    'check-15:00',
  ])
})

test('a day of one half needs no rest', () => {
  expect(dayRows([check('15:00')], []).map((row) => row.kind)).toEqual(['check'])
  expect(dayRows([check('09:00')], []).map((row) => row.kind)).toEqual(['check'])
})

test('the tag of a check follows the clock until it is concluded', () => {
  expect(checkTag(check('10:00'), NOW).word).toBe('待开始')
  expect(checkTag(check('09:30'), NOW).word).toBe('到时间了')
  expect(checkTag(check('09:00'), NOW).word).toBe('等你写结论')
  expect(checkTag(check('09:00', { state: 'done', conclusion: 'rectify' }), NOW)).toEqual({
    word: '要整改',
    tone: 'wait',
  })
})

test('days are named as people say them', () => {
  expect(dayTitle('2026-04-03', NOW)).toBe('4月3日（周五）')
  expect(daySub('2026-04-03', 6, NOW)).toBe('今天，6 场')
  expect(daySub('2026-04-08', 0, NOW)).toBe('没有核查')
})

test('ten working days are offered, each with what is free', () => {
  const days = Array.from({ length: 20 }, (_, n) =>
    day(`2026-04-${String(n + 1).padStart(2, '0')}`, n % 7 < 5),
  )
  expect(workingDays(days)).toHaveLength(10)
  expect(dayChoice(day('2026-04-03', true, [slot('10:00'), slot('10:30', 'taken')]), NOW)).toMatchObject({
    weekday: '今天',
    date: '4/3',
    word: '空 1',
    full: false,
  })
  expect(dayChoice(day('2026-04-03', true, [slot('10:30', 'taken')]), NOW).word).toBe('约满')
  expect(dayChoice(day('2026-04-07', true), NOW)).toMatchObject({ word: '没开', full: true })
})

test('a stretch is cut into whole slots', () => {
  expect(slotStarts('14:00', '15:40', 30)).toEqual(['14:00', '14:30', '15:00'])
  expect(stretchWords(slotStarts('08:30', '12:00', 30))).toBe('会开 7 个：8:30、9:00 … 11:30')
  expect(stretchWords(['9:00'])).toBe('会开 1 个：9:00')
})

test('a stretch that cannot be opened is refused at its field', () => {
  const wish = { day: '2026-04-03', from: '14:00', to: '17:30', minutes: 30 }
  expect(stretchProblem(wish, NOW)).toBeNull()
  expect(stretchProblem({ ...wish, to: '13:00' }, NOW)?.field).toBe('to')
  expect(stretchProblem({ ...wish, to: '14:20' }, NOW)?.reason).toContain('不够 30 分钟')
  expect(stretchProblem({ ...wish, from: '09:00' }, NOW)).toMatchObject({ field: 'from' })
  expect(stretchProblem({ ...wish, from: '' }, NOW)?.field).toBe('from')
})
