import { describe, expect } from 'vitest'
import { decide, heldMessage, message } from './content-steps'
import { accepted, correcting } from './filing-steps'
import { type Story, stories } from './harness'
import {
  accepts,
  claim,
  confirmed,
  drain,
  later,
  ledger,
  linked,
  outbox,
  outcome,
  own,
  Phones,
  step,
  templates,
} from './notify-steps'

const { story } = stories(async (s) => {
  await templates(s)
  await linked(s, 'zhang')
})
const HOLD = 61

/** 张经理's message about a correction, sent by WeChat with this outcome; the correction is answered afterwards. */
async function answeredMeanwhile(s: Story, result: 'not_sent' | 'unknown'): Promise<void> {
  await accepts(s, 'zhang', 'deadline')
  const id = await correcting(s)
  await later(s, HOLD)
  const row = await own(s, 'application_correction_issued')
  await claim(s, 'one')
  await step(s, row, 'one')
  await outcome(s, row, 'one', 'subscribe', result)
  await s.behind((sql) => sql`update public.applications set state = 'resubmitted' where id = ${id}`)
  await later(s, 200)
  await drain(s, new Phones(), 'two')
}

describe('a message that ends with a sending under way', () => {
  story('gives back an acceptance by which WeChat sent nothing', async (s) => {
    await answeredMeanwhile(s, 'not_sent')
    expect(await ledger(s, 'zhang')).toMatchObject([{ taken_for: null, ended_why: null }])
  })

  story('counts one by which it may have been sent as used', async (s) => {
    await answeredMeanwhile(s, 'unknown')
    expect(await ledger(s, 'zhang')).toMatchObject([{ ended_why: 'doubtful' }])
  })

  story('counts it as used, too, when every worker died on it', async (s) => {
    await accepts(s, 'zhang', 'progress')
    await accepted(s)
    const row = await own(s, 'application_accepted')
    await later(s, HOLD)
    await claim(s, 'one')
    await step(s, row, 'one')
    await s.behind((sql) => sql`update private.outbox set attempts = 8 where id = ${row}`)
    await later(s, 121)
    await claim(s, 'two')
    expect(await ledger(s, 'zhang')).toMatchObject([{ ended_why: 'doubtful' }])
  })
})

describe('an SMS whose end nobody knows', () => {
  story('is asked for once more, and not again and again', async (s) => {
    await confirmed(s, 'zhang')
    await correcting(s)
    const row = await own(s, 'application_correction_issued')
    let asked = 0
    for (let tries = 1; tries <= 9; tries += 1) {
      await later(s, 4500)
      await claim(s, `w${tries}`)
      let next = await step(s, row, `w${tries}`)
      for (let steps = 0; next.do !== 'done' && steps < 6; steps += 1) {
        asked += 1
        next = await outcome(s, row, `w${tries}`, next.do, 'unknown')
      }
    }
    expect(asked).toBe(2)
    expect(await outbox(s)).toContainEqual(
      expect.objectContaining({ kind: 'application_correction_issued', state: 'sent' }),
    )
  })
})

describe('what was held back', () => {
  story('is not announced to those who decide once it is decided', async (s) => {
    const { check } = await heldMessage(s)
    await decide(s, check, 'released')
    await later(s, HOLD)
    await drain(s, new Phones())
    const held = (await outbox(s)).filter(({ kind }) => kind === 'content_held')
    expect(held.map((row) => row.last_error)).toEqual(['已经有人看过了', '已经有人看过了'])
  })

  story('is announced once for a whole row of it, and again while it waits', async (s) => {
    await linked(s, 'zhou')
    await accepts(s, 'zhou', 'work', 9)
    const phones = new Phones()
    phones.accepted('demo_zhou', 9)
    for (let n = 0; n < 5; n += 1) await heldMessage(s, `骂人的话 ${n}`)
    await later(s, HOLD)
    await drain(s, phones)
    expect(phones.told).toEqual(['subscribe 待核对'])
    await heldMessage(s, '又一句')
    await later(s, HOLD)
    await drain(s, phones)
    expect(phones.told).toHaveLength(1)
    await later(s, 300)
    await drain(s, phones)
    expect(phones.told).toHaveLength(2)
  })

  story('is told to the other side outside the app when it is let through after all', async (s) => {
    await linked(s, 'li')
    const { check } = await heldMessage(s)
    await later(s, 301)
    const phones = new Phones()
    await drain(s, phones)
    await accepts(s, 'li', 'work')
    phones.accepted('demo_li')
    await decide(s, check, 'released')
    await later(s, 301)
    await drain(s, phones)
    expect(phones.told).toEqual(['subscribe 有新留言'])
  })

  story('does not swallow what is written after it', async (s) => {
    await linked(s, 'li')
    await heldMessage(s)
    await later(s, 301)
    const phones = new Phones()
    await drain(s, phones)
    await accepts(s, 'li', 'work')
    phones.accepted('demo_li')
    await message(s, '还有一句')
    await later(s, 301)
    await drain(s, phones)
    expect(phones.told).toEqual(['subscribe 有新留言'])
  })

  story('and let through before anybody was told, it is told once', async (s) => {
    await linked(s, 'li')
    const { check } = await heldMessage(s)
    await message(s, '还有一句')
    await accepts(s, 'li', 'work', 3)
    const phones = new Phones()
    phones.accepted('demo_li', 3)
    await decide(s, check, 'released')
    await later(s, 301)
    await drain(s, phones)
    expect(phones.told).toEqual(['subscribe 有新留言'])
  })
})
