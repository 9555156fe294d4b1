import type { AppealDetail } from '@/shared/contract'
import { act, DAY } from './contract-steps'
import { attach, correcting, ready, reviewing, row, submitted } from './filing-steps'
import { HEWEI } from './fixture'
import type { Actor, Story } from './harness'
import { headOfSpj, underReview } from './time-steps'

/**
 * One call of an RPC that is allowed: who makes it, and what has to be there before. A new RPC with a p_request_id
 * gets one entry here; replays.test.ts then calls it twice, and with each argument changed.
 */
export type ReplayCall = {
  by: Actor
  /** Makes what the call needs, in the name of whoever does that, and gives its arguments without the request id. */
  args: (s: Story) => Promise<Record<string, unknown>>
  /** Why the same id with other content is not refused here. */
  anyContent?: string
  /** Arguments whose change is refused by another code, because who may call is looked at before the id. */
  refusedBefore?: Record<string, string>
}

export const application = (make: (s: Story) => Promise<string>, more: Record<string, unknown> = {}) => ({
  args: async (s: Story) => ({ p_application_id: await make(s), ...more }),
})

/** With the row version that staff saw. */
export const versioned = (make: (s: Story) => Promise<string>, more: Record<string, unknown> = {}) => ({
  args: async (s: Story) => {
    const id = await make(s)
    return { p_application_id: id, ...more, p_row_version: (await row(s, id)).row_version }
  },
})

export const asked = async (s: Story) => {
  const id = await ready(s)
  await act(s, 'request_pre_check', { p_application_id: id })
  return id
}

export const answered = async (s: Story) => {
  const id = await correcting(s)
  await s.as('zhang')
  await attach(s, id)
  return id
}

export const reviewed = async (s: Story) => {
  await headOfSpj(s)
  return underReview(s)
}

export const task = async (s: Story) => {
  const made = await act(s, 'create_task', {
    p_application_id: await reviewing(s),
    p_department_code: 'scjg',
    p_title: '现场核查意见',
  })
  return { p_task_id: made.id, p_row_version: 1 }
}

export const member = async (s: Story, who: Actor, state: string) => {
  const [made] = await s.behind(
    (sql) => sql<{ id: string }[]>`
      insert into public.enterprise_members (enterprise_id, person_id, role, state, ends_on)
      values (${HEWEI}, ${s.id(who)}, 'agent', ${state}::public.member_state, '2026-12-31') returning id`,
  )
  return { p_member_id: made?.id }
}

export const slots = async (s: Story): Promise<string[]> => {
  await s.as('li')
  await act(s, 'open_slots', { p_day: DAY, p_from: '10:00', p_to: '11:00', p_minutes: 30 })
  const rows = await s.behind((sql) => sql<{ id: string }[]>`select id from public.slots order by during`)
  return rows.map(({ id }) => id)
}

export const booked = async (s: Story) => {
  const id = await submitted(s)
  const [first, second] = await slots(s)
  await s.as('zhang')
  const made = await act(s, 'book_appointment', { p_application_id: id, p_slot_id: first })
  return { p_appointment_id: made.id, free: second }
}

export const finding = { p_verdict: 'ok', p_note: null, p_photos: [] }

export const appealed = async (s: Story) => {
  await s.as('zhang')
  const made = await act<AppealDetail>(s, 'create_appeal', {
    p_enterprise_id: HEWEI,
    p_kind: 'stuck',
    p_title: '没动静',
    p_body: '没人联系',
    p_application_id: null,
    p_files: [],
  })
  return { p_appeal_id: made.id, p_row_version: made.row_version }
}
