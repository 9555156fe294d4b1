import { heldMessage } from './content-steps'
import { act, DAY } from './contract-steps'
import { accepted, approved, POINTS, reviewing, row, submitted, upload } from './filing-steps'
import {
  application,
  asked,
  booked,
  finding,
  type ReplayCall,
  reviewed,
  slots,
  task,
  versioned,
} from './replay-steps'
import { special } from './time-steps'

/** The part of replay-calls.ts that is about the desk and video checks. */
export const DESK_CALLS: Record<string, ReplayCall> = {
  decide_content: {
    by: 'zhou',
    args: async (s) => ({
      p_check_id: (await heldMessage(s)).check,
      p_decision: 'kept',
      p_reason: '换个说法再发',
    }),
  },
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
}
