import { describe, expect, it } from 'vitest'
import type { Slot, SlotDay } from '@/shared/contract'
import { dayChoice, firstDay, halfDays, openDays, restNote } from './days'
import { bookWords, findingsSentence, lengthMinutes, spanWords } from './words'

const NOW = Date.parse('2026-03-31T16:45:00+08:00')
const slot = (day: string, time: string, state: Slot['state'] = 'free'): Slot => ({
  id: `${day} ${time}`,
  starts_at: `${day}T${time}:00+08:00`,
  ends_at: `${day}T${time.replace(':00', ':30')}:00+08:00`,
  state,
})
const day = (date: string, working: boolean, ...slots: Slot[]): SlotDay => ({
  day: date,
  working,
  free: slots.filter((each) => each.state === 'free').length,
  slots,
})
const DAYS = [
  day('2026-03-31', true, slot('2026-03-31', '17:00', 'taken')),
  day('2026-04-01', true, slot('2026-04-01', '10:00')),
  day('2026-04-02', true),
  day('2026-04-03', true, slot('2026-04-03', '10:00', 'mine'), slot('2026-04-03', '14:30')),
  day('2026-04-04', false),
  day('2026-04-05', false),
  day('2026-04-06', false),
  day('2026-04-07', true, slot('2026-04-07', '10:00')),
]

describe('days to book', () => {
  it('shows those on which the officer has slots, full ones too', () => {
    const open = openDays(DAYS)
    expect(open.map((each) => dayChoice(each, NOW))).toEqual([
      { key: '2026-03-31', weekday: '今天', date: '3/31', word: '约满', full: true },
      { key: '2026-04-01', weekday: '周三', date: '4/1', word: '剩 1', full: false },
      { key: '2026-04-03', weekday: '周五', date: '4/3', word: '剩 1', full: false },
      { key: '2026-04-07', weekday: '周二', date: '4/7', word: '剩 1', full: false },
    ])
    expect(firstDay(open)).toBe('2026-04-01')
    expect(firstDay([])).toBeNull()
  })

  it('says a holiday between them, and no ordinary weekend', () => {
    expect(restNote(DAYS, openDays(DAYS))).toBe('4月4日–6日放假，不核查')
    const weekend = [
      day('2026-04-10', true, slot('2026-04-10', '10:00')),
      day('2026-04-11', false),
      day('2026-04-12', false),
      day('2026-04-13', true, slot('2026-04-13', '10:00')),
    ]
    expect(restNote(weekend, openDays(weekend))).toBeNull()
    expect(restNote([], [])).toBeNull()
  })

  it('parts a day at noon and leaves an empty half out', () => {
    expect(halfDays(DAYS[3])).toEqual([
      { name: '上午', slots: [{ key: '2026-04-03 10:00', time: '10:00', state: 'mine' }] },
      { name: '下午', slots: [{ key: '2026-04-03 14:30', time: '14:30', state: 'free' }] },
    ])
    expect(halfDays(DAYS[1]).map((half) => half.name)).toEqual(['上午'])
  })
})

describe('an appointment in words', () => {
  it('names day, weekday and both ends', () => {
    const { starts_at, ends_at } = DAYS[7].slots[0]
    const appointment = { starts_at, ends_at } as Parameters<typeof spanWords>[0]
    expect(spanWords(appointment, NOW)).toBe('4月7日（周二）10:00–10:30')
    expect(bookWords(starts_at, NOW)).toBe('4月7日（周二）10:00')
    expect(lengthMinutes(starts_at, ends_at)).toBe(30)
  })

  it('counts what is wrong and what was not seen apart', () => {
    const point = (id: string) => ({ id, title: id, standard: '', how_to_show: '', basis: null, when: null })
    const check_points = ['a', 'b', 'c'].map(point)
    const finding = (key: string, verdict: 'ok' | 'fix' | 'unclear') => ({
      key,
      verdict,
      note: null,
      photos: [],
    })
    expect(
      findingsSentence({ check_points, findings: check_points.map((each) => finding(each.id, 'ok')) }),
    ).toBe('3 处都符合')
    expect(findingsSentence({ check_points, findings: [finding('a', 'fix'), finding('b', 'unclear')] })).toBe(
      '1 处要整改，1 处没看清',
    )
  })
})
