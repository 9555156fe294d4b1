import { expect } from 'vitest'
import { act, DAY } from './contract-steps'
import { CROWD, type Crowd, crowded, type Outcome, tally, type Wish } from './crowd'
import { fiftyDrafts } from './crowd-steps'
import { ready, reviewing, row, submitted } from './filing-steps'
import { HEWEI } from './fixture'
import type { Story } from './harness'

const times = <T>(make: (n: number) => T): T[] => Array.from({ length: CROWD }, (_, n) => make(n))
const answers = (outcomes: Outcome[]): Record<string, unknown>[] =>
  outcomes.flatMap(({ answer }) => (answer ? [answer] : []))
const ends = (list: { number?: unknown }[]) =>
  list.map(({ number }) => Number(String(number).split('-')[2])).sort((a, b) => a - b)

/** A second pair of hands at the window and in the bureau. */
const secondClerk = (s: Story) =>
  s.behind(
    (sql) => sql`insert into public.staff_roles (person_id, role)
      select ${s.id('zhou')}, r from unnest('{window,reviewer}'::public.staff_role[]) r on conflict do nothing`,
  )

const kindsOf = async (crowd: Crowd, id: string) =>
  (
    await crowd.pool`select kind from public.application_events where application_id = ${id} order by seq`
  ).map((event) => event.kind)

crowded(
  'fifty taps on submit, each a wish of its own: one filing, the others hear that it is filed',
  async (crowd) => {
    const id = await crowd.arranged(ready)
    const wish = (n: number): Wish => ({
      by: n % 2 ? 'zhang' : 'chen',
      rpc: 'submit_application',
      args: { p_application_id: id, p_consent: true },
    })
    const outcomes = await crowd.atOnce(times(wish))
    expect(tally(outcomes)).toEqual({ ok: 1, BB005: CROWD - 1 })
    expect(await kindsOf(crowd, id)).toEqual(['started', 'submitted'])
    return outcomes
  },
)

crowded(
  'one tap on submit that a bad network sends fifty times: one filing, fifty times the same receipt',
  async (crowd) => {
    const id = await crowd.arranged(ready)
    const p_request_id = '5d000000-0000-4000-8000-0000000f0001'
    const args = { p_application_id: id, p_consent: true, p_request_id }
    const outcomes = await crowd.atOnce(times(() => ({ by: 'zhang', rpc: 'submit_application', args })))
    expect(tally(outcomes)).toEqual({ ok: CROWD })
    expect(new Set(answers(outcomes).map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(await kindsOf(crowd, id)).toEqual(['started', 'submitted'])
    return outcomes
  },
)

crowded('fifty file at once: fifty numbers without a gap', async (crowd) => {
  const drafts = await crowd.arranged(fiftyDrafts)
  const outcomes = await crowd.atOnce(
    drafts.map(({ by, id }) => ({
      by,
      rpc: 'submit_application',
      args: { p_application_id: id, p_consent: true },
    })),
  )
  expect(tally(outcomes)).toEqual({ ok: CROWD })
  expect(ends(answers(outcomes))).toEqual(times((n) => n + 1))
  return outcomes
})

crowded(
  'fifty want the last free time of the officer: one has it, the others are told that it is gone',
  async (crowd) => {
    const { drafts, slot } = await crowd.arranged(async (s) => {
      const made = await fiftyDrafts(s)
      await s.as('li')
      await act(s, 'open_slots', { p_day: DAY, p_from: '10:00', p_to: '10:30', p_minutes: 30 })
      const [free] = await s.behind((sql) => sql<{ id: string }[]>`select id from public.slots`)
      return { drafts: made, slot: free?.id }
    })
    const outcomes = await crowd.atOnce(
      drafts.map(({ by, id }) => ({
        by,
        rpc: 'book_appointment',
        args: { p_application_id: id, p_slot_id: slot },
      })),
    )
    expect(tally(outcomes)).toEqual({ ok: 1, BB010: CROWD - 1 })
    expect(await crowd.pool`select id from public.appointments`).toHaveLength(1)
    return outcomes
  },
)

crowded('half of fifty accept, half decline the same application: one decision stands', async (crowd) => {
  const { id, p_row_version } = await crowd.arranged(async (s) => {
    await secondClerk(s)
    const made = await submitted(s)
    return { id: made, p_row_version: (await row(s, made)).row_version }
  })
  const args = { p_application_id: id, p_row_version }
  const outcomes = await crowd.atOnce(
    times((n) =>
      n % 2
        ? { by: 'wang', rpc: 'accept_application', args }
        : { by: 'zhou', rpc: 'decline_application', args: { ...args, p_reason: '不属于本机关' } },
    ),
  )
  expect(tally(outcomes)).toEqual({ ok: 1, BB006: CROWD - 1 })
  const decided = outcomes.find(({ code }) => code === 'ok')?.wish.rpc.split('_')[0]
  expect(await kindsOf(crowd, id)).toEqual([
    'started',
    'submitted',
    decided === 'accept' ? 'accepted' : 'declined',
  ])
  return outcomes
})

crowded('fifty take the same task of the department: one has it', async (crowd) => {
  const { id, task } = await crowd.arranged(async (s) => {
    const made = await reviewing(s)
    const asked = await act(s, 'create_task', {
      p_application_id: made,
      p_department_code: 'scjg',
      p_title: '现场核查意见',
    })
    return { id: made, task: asked.id }
  })
  const outcomes = await crowd.atOnce(
    times(() => ({ by: 'qian', rpc: 'take_task', args: { p_task_id: task, p_row_version: 1 } })),
  )
  expect(tally(outcomes)).toEqual({ ok: 1, BB006: CROWD - 1 })
  expect((await kindsOf(crowd, id)).filter((kind) => kind === 'task_taken')).toHaveLength(1)
  return outcomes
})

const conversation = async (s: Story) => {
  const [found] = await s.behind(
    (sql) => sql<{ id: string }[]>`select id from public.conversations where enterprise_id = ${HEWEI}`,
  )
  return found?.id
}
const message = { p_kind: 'text', p_body: '在吗', p_file: null, p_application_id: null }

crowded('a message sent fifty times over is one message', async (crowd) => {
  const p_conversation_id = await crowd.arranged(conversation)
  const p_request_id = '5d000000-0000-4000-8000-0000000f0002'
  const args = { ...message, p_conversation_id, p_request_id }
  const outcomes = await crowd.atOnce(times(() => ({ by: 'zhang', rpc: 'send_message', args })))
  expect(tally(outcomes)).toEqual({ ok: CROWD })
  expect(await crowd.pool`select seq::int from public.messages`).toEqual([{ seq: 1 }])
  return outcomes
})

crowded(
  'both sides write fifty messages at once: none is lost, and they are counted without a gap',
  async (crowd) => {
    const p_conversation_id = await crowd.arranged(conversation)
    const outcomes = await crowd.atOnce(
      times((n) => ({
        by: ['zhang', 'chen', 'li'][n % 3] ?? 'zhang',
        rpc: 'send_message',
        args: { ...message, p_body: `第${n}条`, p_conversation_id },
      })),
    )
    expect(tally(outcomes)).toEqual({ ok: CROWD })
    const seqs = await crowd.pool`select seq::int from public.messages order by seq`
    expect(seqs.map(({ seq }) => seq)).toEqual(times((n) => n + 1))
    return outcomes
  },
)

const appeal = {
  p_enterprise_id: HEWEI,
  p_kind: 'stuck',
  p_title: '没动静',
  p_body: '没人联系',
  p_application_id: null,
  p_files: [],
}

crowded('half of fifty answer an appeal, half pass it up: one of the two happened', async (crowd) => {
  const { id, row_version } = await crowd.arranged(async (s) => {
    await s.as('zhang')
    return act<{ id: string; row_version: number }>(s, 'create_appeal', appeal)
  })
  const args = { p_appeal_id: id, p_row_version: row_version }
  const outcomes = await crowd.atOnce(
    times((n) =>
      n % 2
        ? { by: 'li', rpc: 'answer_appeal', args: { ...args, p_body: '今天办好' } }
        : { by: 'li', rpc: 'escalate_appeal', args: { ...args, p_reason: '要县里协调' } },
    ),
  )
  expect(tally(outcomes)).toEqual({ ok: 1, BB006: CROWD - 1 })
  expect(await crowd.pool`select kind from private.appeal_events order by seq`).toHaveLength(2)
  return outcomes
})

crowded('fifty appeals at once have fifty numbers without a gap, and a handler each', async (crowd) => {
  await crowd.arranged((s) => s.behind((sql) => sql`update private.rate_limits set max = 100000`))
  const outcomes = await crowd.atOnce(
    times((n) => ({ by: n % 2 ? 'zhang' : 'chen', rpc: 'create_appeal', args: appeal })),
  )
  expect(tally(outcomes)).toEqual({ ok: CROWD })
  expect(ends(answers(outcomes))).toEqual(times((n) => n + 1))
  return outcomes
})

crowded(
  'half of fifty withdraw an application, half cancel or move its video check: no two wait crosswise',
  async (crowd) => {
    const { id, p_appointment_id, other } = await crowd.arranged(async (s) => {
      const made = await submitted(s)
      await s.as('li')
      await act(s, 'open_slots', { p_day: DAY, p_from: '10:00', p_to: '11:00', p_minutes: 30 })
      const slots = await s.behind(
        (sql) => sql<{ id: string }[]>`select id from public.slots order by during`,
      )
      await s.as('zhang')
      const booked = await act(s, 'book_appointment', { p_application_id: made, p_slot_id: slots[0]?.id })
      return { id: made, p_appointment_id: booked.id, other: slots[1]?.id }
    })
    const outcomes = await crowd.atOnce(
      times((n): Wish => {
        const by = n % 2 ? 'zhang' : 'chen'
        if (n % 3 === 0)
          return { by, rpc: 'withdraw_application', args: { p_application_id: id, p_reason: null } }
        if (n % 3 === 1) return { by, rpc: 'cancel_appointment', args: { p_appointment_id, p_reason: null } }
        return { by, rpc: 'change_appointment', args: { p_appointment_id, p_slot_id: other } }
      }),
    )
    // One is withdrawn; before it the check may have been moved once or more, and cancelled once.
    const done = outcomes.filter(({ code }) => code === 'ok').map(({ wish }) => wish.rpc)
    expect(done.filter((rpc) => rpc === 'withdraw_application')).toHaveLength(1)
    expect(done.filter((rpc) => rpc === 'cancel_appointment').length).toBeLessThanOrEqual(1)
    expect(await crowd.pool`select state from public.appointments`).toEqual([{ state: 'cancelled' }])
    return outcomes
  },
)
