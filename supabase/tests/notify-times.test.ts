import { describe, expect } from 'vitest'
import { accepted, correct, correcting, issued, save, submitted } from './filing-steps'
import { stories } from './harness'
import { accepts, drain, later, ledger, linked, outbox, Phones, put, templates } from './notify-steps'

const { story } = stories(async (s) => {
  await templates(s)
  await linked(s, 'zhang')
})
const HOLD = 61

describe('what is not told', () => {
  story('what is over: the correction was answered meanwhile', async (s) => {
    await accepts(s, 'zhang', 'deadline')
    const id = await correcting(s)
    await s.as('zhang')
    await save(s, id, { manager: '陈师傅' }).catch(() => undefined)
    await s.behind((sql) => sql`update public.applications set state = 'resubmitted' where id = ${id}`)
    await later(s, HOLD)
    const phones = new Phones()
    phones.accepted('demo_zhang')
    await drain(s, phones)
    expect(phones.told).toEqual([])
    expect(await outbox(s)).toContainEqual(
      expect.objectContaining({ kind: 'application_correction_issued', last_error: '已经补正或不用补正了' }),
    )
    expect(await ledger(s, 'zhang')).toMatchObject([{ taken_for: null, ended_why: null }])
  })

  story('what is no business of his any more', async (s) => {
    await accepts(s, 'zhang', 'progress')
    await accepted(s)
    await s.behind(
      (sql) => sql`update public.enterprise_members set state = 'ended' where person_id = ${s.id('zhang')}`,
    )
    await later(s, HOLD)
    const phones = new Phones()
    await drain(s, phones)
    expect(phones.told).toEqual([])
    expect(await outbox(s)).toContainEqual(
      expect.objectContaining({ kind: 'application_accepted', last_error: '这件事已经和他无关' }),
    )
  })

  story('several of one application within minutes are told once, by the weightiest', async (s) => {
    await accepts(s, 'zhang', 'progress', 5)
    await accepts(s, 'zhang', 'appointment', 5)
    const id = await issued(s)
    const phones = new Phones()
    phones.accepted('demo_zhang', 10)
    await later(s, HOLD)
    await drain(s, phones)
    // Accepted, approved and issued in one go.
    expect(phones.told).toEqual(['subscribe 已出件'])
    await put(s, 'application_verification_concluded', 'zhang', id, 'soon after')
    await later(s, HOLD)
    expect(await drain(s, phones)).toEqual(['waiting'])
    await later(s, 300)
    expect(await drain(s, phones)).toEqual(['sent'])
    expect(phones.told).toEqual(['subscribe 已出件', 'subscribe 核查有结论'])
  })

  story('of two that are both news the later one is told; weight goes before time', async (s) => {
    for (const key of ['progress', 'appointment', 'deadline', 'reply']) await accepts(s, 'zhang', key, 2)
    const phones = new Phones()
    phones.accepted('demo_zhang', 8)
    const id = await accepted(s)
    await later(s, 5)
    await put(s, 'application_verification_concluded', 'zhang', id, 'later')
    await later(s, HOLD)
    await drain(s, phones)
    expect(phones.told).toEqual(['subscribe 核查有结论'])
    const other = await correcting(s)
    await later(s, 5)
    await put(s, 'application_pre_check_answered', 'zhang', other, 'plain, and later')
    await later(s, HOLD)
    await drain(s, phones)
    expect(phones.told).toEqual(['subscribe 核查有结论', 'subscribe 需要补正'])
  })

  story('a later message that reaches nobody does not swallow one that does', async (s) => {
    await accepts(s, 'zhang', 'progress')
    const id = await accepted(s)
    await put(s, 'application_verification_concluded', 'zhang', id, 'no acceptance for this one')
    const phones = new Phones()
    phones.accepted('demo_zhang')
    await later(s, HOLD)
    await drain(s, phones)
    expect(phones.told).toEqual(['subscribe 已受理'])
  })
})

describe('quiet hours', () => {
  const night = '2026-03-31T22:15:00+08:00'
  const morning = '2026-04-01T08:00:00+08:00'

  story('move a message to the morning, and count no attempt', async (s) => {
    await accepts(s, 'zhang', 'progress')
    await accepted(s)
    const phones = new Phones()
    phones.accepted('demo_zhang')
    await s.at(night)
    expect(await drain(s, phones)).toContain('waiting')
    expect(await outbox(s)).toContainEqual(
      expect.objectContaining({ kind: 'application_accepted', state: 'waiting', attempts: 0 }),
    )
    await s.at('2026-04-01T07:59:59+08:00')
    expect(await drain(s, phones)).toEqual([])
    await s.at(morning)
    expect(await drain(s, phones)).toContain('sent')
    expect(phones.told).toEqual(['subscribe 已受理'])
  })

  story('but not what ends before people are up again', async (s) => {
    await accepts(s, 'zhang', 'deadline')
    const id = await submitted(s)
    await s.as('wang')
    await correct(s, id, undefined, 1)
    await s.behind(
      (sql) =>
        sql`update public.corrections set due_at = '2026-04-01T08:30:00+08:00' where application_id = ${id}`,
    )
    const phones = new Phones()
    phones.accepted('demo_zhang')
    await s.at(night)
    await drain(s, phones)
    expect(phones.told).toEqual(['subscribe 需要补正'])
  })

  story('are a setting', async (s) => {
    const until = async (hours: string, at: string) => {
      await s.at(at)
      return s.behind(async (sql) => {
        await sql`update private.settings set value = ${hours}::text::jsonb where key = 'quiet_hours'`
        const [row] = await sql<{ until: Date | null }[]>`select private.quiet_until(null) as until`
        return row?.until?.toISOString() ?? null
      })
    }
    expect(await until('{}', night)).toBeNull()
    expect(await until('{"from":"12:00","to":"14:00"}', '2026-03-31T13:00:00+08:00')).toBe(
      '2026-03-31T06:00:00.000Z',
    )
    expect(await until('{"from":"12:00","to":"14:00"}', '2026-03-31T14:00:00+08:00')).toBeNull()
    expect(await until('{"from":"21:30","to":"08:00"}', '2026-03-31T03:00:00+08:00')).toBe(
      '2026-03-31T00:00:00.000Z',
    )
    expect(await until('{"from":"21:30","to":"08:00"}', '2026-03-31T21:29:00+08:00')).toBeNull()
  })
})
