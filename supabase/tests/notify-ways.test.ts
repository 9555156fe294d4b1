import { describe, expect } from 'vitest'
import { appealed } from './contract-steps'
import { accepted, correcting } from './filing-steps'
import { stories } from './harness'
import {
  accepts,
  claim,
  confirmed,
  drain,
  hush,
  later,
  ledger,
  linked,
  outbox,
  outcome,
  own,
  Phones,
  put,
  step,
  templates,
} from './notify-steps'

const { story } = stories(async (s) => {
  await templates(s)
  await linked(s, 'zhang')
})
const HOLD = 61

describe('ways', () => {
  story('a subscribe message says what is to be done, and no personal data', async (s) => {
    const id = await correcting(s)
    await accepts(s, 'zhang', 'deadline')
    await later(s, HOLD)
    const sent = []
    for (const row of await claim(s, 'w')) {
      const next = await step(s, row, 'w')
      if (next.do !== 'done') sent.push(next)
    }
    expect(sent).toHaveLength(1)
    expect(sent[0]).toMatchObject({
      do: 'subscribe',
      openid: 'demo_zhang',
      page: `packages/application/correction/index?id=${id}`,
      values: { phrase: '需要补正', number: expect.stringMatching(/^QX-/), due: expect.any(String) },
    })
    expect(JSON.stringify(sent[0])).not.toMatch(/张|刘店长|13800000000|禾味/)
  })

  story(
    'without an acceptance what has weight goes by SMS to a confirmed number, and only there',
    async (s) => {
      const id = await correcting(s)
      const phones = new Phones()
      await later(s, HOLD)
      await drain(s, phones)
      expect(phones.told).toEqual([])
      expect(await outbox(s)).toContainEqual(
        expect.objectContaining({
          kind: 'application_correction_issued',
          state: 'dropped',
          last_error: '只在小程序里：没有订阅，也不发短信',
        }),
      )
      await hush(s)
      await confirmed(s, 'zhang')
      await s.behind((sql) => sql`update public.people set phone = '13911111111' where id = ${s.id('zhang')}`)
      const again = await put(s, 'application_correction_issued', 'zhang', id, 'b')
      await later(s, HOLD)
      await claim(s, 'w')
      expect(await step(s, again, 'w')).toMatchObject({
        do: 'sms',
        phone: '13800000009',
        template: 'deadline',
      })
    },
  )

  story('a choice decides: no SMS of what he does not want, SMS of what he wants besides', async (s) => {
    await confirmed(s, 'zhang')
    await s.as('zhang')
    await s.rpc('set_message_choice', { p_topic: 'deadline', p_sms: false, p_request_id: s.request() })
    await s.rpc('set_message_choice', { p_topic: 'reply', p_sms: true, p_request_id: s.request() })
    const id = await correcting(s)
    const appeal = await appealed(s, id)
    await hush(s)
    await s.behind(
      (sql) =>
        sql`update public.appeals set state = 'answered', answered_at = private.now() where id = ${appeal}`,
    )
    await put(s, 'application_correction_issued', 'zhang', id, 'a')
    await s.behind(
      (sql) =>
        sql`select private.put_outbox('appeal_answered', ${s.id('zhang')}, ${sql.json({ appeal_id: appeal })}, 'b')`,
    )
    const phones = new Phones()
    await later(s, HOLD)
    expect(await drain(s, phones)).toEqual(['dropped', 'sent'])
    expect(phones.told).toEqual(['sms 已答复'])
  })

  story('a refused one is told by SMS, and what was accepted counts no more', async (s) => {
    await confirmed(s, 'zhang')
    await accepts(s, 'zhang', 'deadline', 2)
    await correcting(s)
    const phones = new Phones()
    await later(s, HOLD)
    await drain(s, phones)
    expect(phones.told).toEqual(['sms 需要补正'])
    expect((await ledger(s, 'zhang')).map((row) => row.ended_why)).toEqual(['refused', 'refused'])
  })

  story('wrong parameters spend nothing: the acceptance is there for the next message', async (s) => {
    await accepts(s, 'zhang', 'progress')
    const id = await accepted(s)
    await later(s, HOLD)
    const message = await own(s, 'application_accepted')
    await claim(s, 'w')
    await step(s, message, 'w')
    expect(await outcome(s, message, 'w', 'subscribe', 'failed')).toMatchObject({ state: 'dropped' })
    expect(await ledger(s, 'zhang')).toMatchObject([{ taken_for: null, ended_why: null }])
    const phones = new Phones()
    phones.accepted('demo_zhang')
    await put(s, 'application_accepted', 'zhang', id, 'next')
    await later(s, 400)
    expect(await drain(s, phones)).toContain('sent')
    expect(phones.told).toEqual(['subscribe 已受理'])
  })

  story('a busy WeChat is asked again later by the same acceptance; after three times SMS', async (s) => {
    await confirmed(s, 'zhang')
    await accepts(s, 'zhang', 'deadline')
    await correcting(s)
    await later(s, HOLD)
    const message = await own(s, 'application_correction_issued')
    for (const tries of [1, 2, 3]) {
      await claim(s, `w${tries}`)
      expect(await step(s, message, `w${tries}`)).toMatchObject({ do: 'subscribe' })
      const next = await outcome(s, message, `w${tries}`, 'subscribe', 'not_sent')
      expect(next).toMatchObject(tries < 3 ? { do: 'done', state: 'waiting' } : { do: 'sms' })
      await later(s, 200)
    }
    expect(await ledger(s, 'zhang')).toMatchObject([{ taken_for: null, ended_why: null }])
  })

  story(
    'what cannot go by SMS waits for WeChat to the last attempt, and says why it did not arrive',
    async (s) => {
      await accepts(s, 'zhang', 'progress')
      await accepted(s)
      const message = await own(s, 'application_accepted')
      for (let tries = 1; tries <= 8; tries += 1) {
        await later(s, 4500)
        await claim(s, `w${tries}`)
        await step(s, message, `w${tries}`)
        const next = await outcome(s, message, `w${tries}`, 'subscribe', 'not_sent')
        expect(next).toMatchObject({ do: 'done', state: tries < 8 ? 'waiting' : 'dropped' })
      }
      expect(await outbox(s)).toContainEqual(
        expect.objectContaining({ kind: 'application_accepted', last_error: '没送到：story' }),
      )
      expect(await ledger(s, 'zhang')).toMatchObject([{ taken_for: null, ended_why: null }])
    },
  )

  story('a lasting acceptance is never used up, until it is refused', async (s) => {
    await templates(s, ['progress'])
    await accepts(s, 'zhang', 'progress', 2)
    const id = await accepted(s)
    const phones = new Phones()
    phones.accepted('demo_zhang', 2)
    await later(s, HOLD)
    await drain(s, phones)
    await put(s, 'application_extended', 'zhang', id, 'b')
    await later(s, 400)
    await drain(s, phones)
    expect(phones.told).toEqual(['subscribe 已受理', 'subscribe 已延期'])
    expect(await ledger(s, 'zhang')).toEqual([{ template: 'progress', taken_for: null, ended_why: null }])
    await put(s, 'application_special_ended', 'zhang', id, 'c')
    await later(s, 400)
    await drain(s, phones)
    expect(await ledger(s, 'zhang')).toMatchObject([{ ended_why: 'refused' }])
  })

  story('an anchor is for a place, not for a person', async (s) => {
    await s.behind(
      (sql) => sql`select private.put_outbox('chain_anchor', null, '{"day": "2026-03-30"}', 'anchor')`,
    )
    const [id = 0] = await claim(s, 'w')
    expect(await step(s, id, 'w')).toMatchObject({ do: 'post', payload: { day: '2026-03-30' } })
  })

  story('what is done is forgotten after a season; what waits and what was accepted stays', async (s) => {
    await accepts(s, 'zhang', 'progress', 2)
    const id = await accepted(s)
    await later(s, HOLD)
    const phones = new Phones()
    phones.accepted('demo_zhang', 2)
    await drain(s, phones)
    await s.at('2026-06-29T10:00:00+08:00')
    await s.behind((sql) => sql`select private.forget_old_messages()`)
    expect((await ledger(s, 'zhang')).map((row) => row.ended_why)).toEqual(['sent', null])
    await s.at('2026-06-30T10:00:00+08:00')
    await put(s, 'application_extended', 'zhang', id, 'new')
    await s.behind((sql) => sql`select private.forget_old_messages()`)
    expect((await ledger(s, 'zhang')).map((row) => row.ended_why)).toEqual([null])
    expect((await outbox(s)).filter(({ kind }) => kind !== 'content_check').map(({ kind }) => kind)).toEqual([
      'application_extended',
    ])
  })
})
