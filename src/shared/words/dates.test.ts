import { describe, expect, it } from 'vitest'
import {
  addDays,
  clockTime,
  dateWithWeekday,
  isoDay,
  momentWords,
  nearDay,
  pastWords,
  weekdayOf,
} from './dates'

// Wednesday 1 April 2026, 10:32 in Beijing.
const now = Date.parse('2026-04-01T02:32:00Z')

describe('dates in Beijing time', () => {
  it('a moment late in the UTC day is already tomorrow in Beijing', () => {
    expect(isoDay('2026-04-01T16:00:00Z')).toBe('2026-04-02')
    expect(nearDay('2026-04-01T16:00:00Z', now)).toBe('明天')
  })
  it('a date to act on carries its weekday', () => {
    expect(dateWithWeekday('2026-04-07T09:30:00Z', now)).toBe('4月7日（周二）')
    expect(momentWords('2026-04-07T09:30:00Z', now)).toBe('4月7日（周二）17:30')
  })
  it('says 今天, 明天, 后天, 昨天 where true', () => {
    expect(momentWords('2026-04-01T03:05:00Z', now)).toBe('今天 11:05')
    expect(momentWords('2026-04-03T02:00:00Z', now)).toBe('后天 10:00')
    expect(pastWords('2026-03-31T08:40:00Z', now)).toBe('昨天 16:40')
    expect(pastWords('2026-03-28T08:40:00Z', now)).toBe('3月28日 16:40')
  })
  it('another year is said', () => {
    expect(dateWithWeekday('2027-01-04T01:00:00Z', now)).toBe('2027年1月4日（周一）')
  })
  it('a moment with an offset is the same moment', () => {
    expect(clockTime('2026-04-07T17:30:00+08:00')).toBe('17:30')
  })
  it('calendar days move over month ends', () => {
    expect(addDays('2026-02-27', 2)).toBe('2026-03-01')
    expect(weekdayOf('2026-04-07')).toBe('周二')
  })
})
