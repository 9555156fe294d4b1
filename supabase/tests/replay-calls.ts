import type { AppealDetail } from '@/shared/contract'
import { act, DAY, yearToCome } from './contract-steps'
import {
  accepted,
  approved,
  attach,
  begin,
  correcting,
  issued,
  POINTS,
  ready,
  reviewing,
  row,
  submitted,
  upload,
} from './filing-steps'
import { HEWEI } from './fixture'
import type { Actor, Story } from './harness'
import { headOfSpj, special, underReview } from './time-steps'

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

const application = (make: (s: Story) => Promise<string>, more: Record<string, unknown> = {}) => ({
  args: async (s: Story) => ({ p_application_id: await make(s), ...more }),
})

/** With the row version that staff saw. */
const versioned = (make: (s: Story) => Promise<string>, more: Record<string, unknown> = {}) => ({
  args: async (s: Story) => {
    const id = await make(s)
    return { p_application_id: id, ...more, p_row_version: (await row(s, id)).row_version }
  },
})

const asked = async (s: Story) => {
  const id = await ready(s)
  await act(s, 'request_pre_check', { p_application_id: id })
  return id
}

const answered = async (s: Story) => {
  const id = await correcting(s)
  await s.as('zhang')
  await attach(s, id)
  return id
}

const reviewed = async (s: Story) => {
  await headOfSpj(s)
  return underReview(s)
}

const task = async (s: Story) => {
  const made = await act(s, 'create_task', {
    p_application_id: await reviewing(s),
    p_department_code: 'scjg',
    p_title: '现场核查意见',
  })
  return { p_task_id: made.id, p_row_version: 1 }
}

const member = async (s: Story, who: Actor, state: string) => {
  const [made] = await s.behind(
    (sql) => sql<{ id: string }[]>`
      insert into public.enterprise_members (enterprise_id, person_id, role, state, ends_on)
      values (${HEWEI}, ${s.id(who)}, 'agent', ${state}::public.member_state, '2026-12-31') returning id`,
  )
  return { p_member_id: made?.id }
}

const slots = async (s: Story): Promise<string[]> => {
  await s.as('li')
  await act(s, 'open_slots', { p_day: DAY, p_from: '10:00', p_to: '11:00', p_minutes: 30 })
  const rows = await s.behind((sql) => sql<{ id: string }[]>`select id from public.slots order by during`)
  return rows.map(({ id }) => id)
}

const booked = async (s: Story) => {
  const id = await submitted(s)
  const [first, second] = await slots(s)
  await s.as('zhang')
  const made = await act(s, 'book_appointment', { p_application_id: id, p_slot_id: first })
  return { p_appointment_id: made.id, free: second }
}

const finding = { p_verdict: 'ok', p_note: null, p_photos: [] }

const appealed = async (s: Story) => {
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

export const REPLAY_CALLS: Record<string, ReplayCall> = {
  // People and enterprises
  update_me: { by: 'sun', args: async () => ({ p_name: '孙甲', p_phone: '13800000001' }) },
  cancel_account: {
    by: 'sun',
    args: async () => ({ p_confirm: '注销' }),
    anyContent: 'an account is cancelled once; what a cancelled person sends again is answered the same',
  },
  bind_enterprise: {
    by: 'sun',
    args: async () => ({
      p_name: '清溪孙记面馆',
      p_uscc: '91369921MA5K7H9X1B',
      p_legal_person: '孙记',
      p_role: 'owner',
    }),
  },
  confirm_member: {
    by: 'li',
    args: async (s) => ({ ...(await member(s, 'sun', 'pending')), p_accept: true }),
  },
  end_membership: { by: 'zhang', args: (s) => member(s, 'sun', 'active') },
  create_invite: { by: 'zhang', args: async () => ({ p_enterprise_id: HEWEI, p_ends_on: '2026-12-31' }) },
  accept_invite: {
    by: 'sun',
    args: async (s) => {
      await s.as('zhang')
      const made = await act<{ code: string }>(s, 'create_invite', {
        p_enterprise_id: HEWEI,
        p_ends_on: '2026-12-31',
      })
      return { p_code: made.code }
    },
  },
  reveal_personal_data: {
    by: 'wang',
    refusedBefore: { p_application_id: 'BB004' },
    ...application(submitted, { p_field: 'applicant.phone', p_reason: '打电话联系申请人' }),
  },
  // Filing
  start_application: {
    by: 'zhang',
    args: async () => ({
      p_enterprise_id: HEWEI,
      p_item_code: 'ZZ01',
      p_situation_answers: { who: 'self' },
    }),
  },
  save_draft: {
    by: 'zhang',
    ...application(begin, { p_answers: { manager: '新' }, p_situation_answers: { who: 'agent' } }),
  },
  attach_file: {
    by: 'zhang',
    args: async (s) => {
      const id = await begin(s)
      const p_path = await upload(s, id)
      return { p_application_id: id, p_material_key: 'layout', p_path, p_name: '布局图.jpg' }
    },
  },
  remove_file: {
    by: 'zhang',
    args: async (s) => {
      const id = await begin(s)
      return { p_file_id: (await attach(s, id)).id }
    },
  },
  request_pre_check: { by: 'zhang', ...application(ready) },
  submit_application: { by: 'zhang', ...application(ready, { p_consent: true }) },
  delete_draft: { by: 'zhang', ...application(ready) },
  answer_correction: { by: 'zhang', ...application(answered, { p_answers: { manager: '陈师傅' } }) },
  withdraw_application: { by: 'zhang', ...application(submitted, { p_reason: '不办了' }) },
  receive_result: { by: 'zhang', ...application(issued) },
  rate_application: { by: 'zhang', ...application(issued, { p_level: 2, p_comment: '慢' }) },
  // The desk
  take_application: { by: 'wang', ...versioned(submitted) },
  set_verdict: {
    by: 'wang',
    ...application(submitted, { p_target: 'field', p_key: 'area', p_verdict: 'fix', p_reason: '不清楚' }),
  },
  answer_pre_check: {
    by: 'li',
    ...application(asked, { p_outcome: 'fix', p_note: '看看', p_points: POINTS.slice(0, 1) }),
  },
  issue_correction: { by: 'wang', ...versioned(submitted, { p_points: POINTS, p_due_working_days: 3 }) },
  accept_application: { by: 'wang', ...versioned(submitted) },
  decline_application: { by: 'wang', ...versioned(submitted, { p_reason: '不属于' }) },
  create_task: { by: 'wang', ...application(accepted, { p_department_code: 'wjj', p_title: '卫生意见' }) },
  take_task: { by: 'qian', args: task },
  finish_task: {
    by: 'qian',
    args: async (s) => ({ ...(await task(s)), p_outcome: 'agree', p_note: '同意' }),
  },
  approve_application: { by: 'wang', ...versioned(reviewing, { p_note: '符合' }) },
  deny_application: { by: 'wang', ...versioned(reviewing, { p_reason: '不符合' }) },
  issue_result: {
    by: 'wang',
    args: async (s) => {
      const id = await approved(s)
      const p_path = await upload(s, id, { bucket: 'results', by: 'wang', mime: 'application/pdf' })
      const paper = { p_path, p_file_name: '许可证.pdf', p_number: 'JY1', p_name: '故事许可证' }
      return { p_application_id: id, ...paper, p_row_version: (await row(s, id)).row_version }
    },
  },
  request_extension: { by: 'wang', ...versioned(reviewed, { p_days: 10, p_reason: '案情复杂' }) },
  extend_decision: { by: 'zhou', ...versioned(reviewed, { p_days: 10, p_reason: '案情复杂' }) },
  refuse_extension: {
    by: 'zhou',
    ...versioned(
      async (s) => {
        const id = await reviewed(s)
        await act(s, 'request_extension', {
          p_application_id: id,
          p_days: 10,
          p_reason: '案情复杂',
          p_row_version: (await row(s, id)).row_version,
        })
        return id
      },
      { p_reason: '够用了' },
    ),
  },
  start_special_procedure: {
    by: 'wang',
    ...versioned(reviewed, { p_kind: 'hearing', p_reason: '申请听证', p_expected_days: 10 }),
  },
  end_special_procedure: {
    by: 'wang',
    ...versioned(
      async (s) => {
        const id = await reviewed(s)
        await special(s, id)
        return id
      },
      { p_note: '已经听证' },
    ),
  },
  // Video checks
  open_slots: {
    by: 'li',
    args: async () => ({ p_day: DAY, p_from: '10:00', p_to: '11:00', p_minutes: 30 }),
  },
  close_slot: { by: 'li', args: async (s) => ({ p_slot_id: (await slots(s))[0] }) },
  book_appointment: {
    by: 'zhang',
    args: async (s) => {
      const [first] = await slots(s)
      return { p_application_id: await submitted(s), p_slot_id: first }
    },
  },
  change_appointment: {
    by: 'zhang',
    args: async (s) => {
      const { p_appointment_id, free } = await booked(s)
      return { p_appointment_id, p_slot_id: free }
    },
  },
  cancel_appointment: {
    by: 'zhang',
    args: async (s) => ({ p_appointment_id: (await booked(s)).p_appointment_id, p_reason: '没空' }),
  },
  record_finding: {
    by: 'li',
    args: async (s) => ({ p_appointment_id: (await booked(s)).p_appointment_id, p_key: 'sink', ...finding }),
  },
  conclude_appointment: {
    by: 'li',
    args: async (s) => {
      const { p_appointment_id } = await booked(s)
      await s.as('li')
      for (const p_key of ['sink', 'door'])
        await act(s, 'record_finding', { p_appointment_id, p_key, ...finding })
      return { p_appointment_id, p_conclusion: 'pass', p_note: '都好', p_row_version: 1 }
    },
  },
  // Messages and appeals
  send_message: {
    by: 'zhang',
    args: async (s) => {
      const [found] = await s.behind(
        (sql) => sql<{ id: string }[]>`select id from public.conversations where enterprise_id = ${HEWEI}`,
      )
      return {
        p_conversation_id: found?.id,
        p_kind: 'text',
        p_body: '在吗',
        p_file: null,
        p_application_id: null,
      }
    },
  },
  create_appeal: {
    by: 'zhang',
    args: async (s) => {
      await s.as('zhang')
      const path = await upload(s, HEWEI, { bucket: 'appeals' })
      return {
        p_enterprise_id: HEWEI,
        p_kind: 'stuck',
        p_title: '没动静',
        p_body: '没人联系',
        p_application_id: null,
        p_files: [{ path, name: '照片.jpg' }],
      }
    },
  },
  reply_appeal: {
    by: 'li',
    args: async (s) => ({ p_appeal_id: (await appealed(s)).p_appeal_id, p_body: '还在等' }),
  },
  answer_appeal: { by: 'li', args: async (s) => ({ ...(await appealed(s)), p_body: '今天办好' }) },
  judge_appeal: {
    by: 'zhang',
    args: async (s) => {
      const made = await appealed(s)
      await s.as('li')
      await act(s, 'answer_appeal', { ...made, p_body: '今天办好' })
      return { p_appeal_id: made.p_appeal_id, p_solved: false, p_body: '还是没人联系', p_level: null }
    },
  },
  hand_over_appeal: {
    by: 'li',
    args: async (s) => ({ ...(await appealed(s)), p_staff_id: s.id('zhao'), p_note: '归市场监管局' }),
  },
  escalate_appeal: { by: 'li', args: async (s) => ({ ...(await appealed(s)), p_reason: '要县里协调' }) },
  edit_calendar: {
    by: 'admin',
    args: async () => ({
      p_days: [{ day: '2026-04-02', working: false, name: '停电' }],
      p_reason: '检修',
    }),
  },
  set_hall_hours: {
    by: 'admin',
    args: async () => ({
      p_department: 'ycj',
      p_hours: [{ opens: '09:00', closes: '15:00' }],
      p_from: '2026-05-01',
      p_reason: '搬迁',
    }),
  },
  publish_calendar_year: { by: 'admin', args: async () => yearToCome() },
}
