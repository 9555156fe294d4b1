import { CONSENT_VERSION } from '@/shared/privacy-uses'
import { act, yearToCome } from './contract-steps'
import { attach, begin, issued, ready, submitted, upload } from './filing-steps'
import { HEWEI } from './fixture'
import { DESK_CALLS } from './replay-desk-calls'
import { answered, appealed, application, member, type ReplayCall } from './replay-steps'

/** One allowed call of each RPC with a request id; those of the desk and of video checks are in replay-desk-calls.ts. */
export const REPLAY_CALLS: Record<string, ReplayCall> = {
  ...DESK_CALLS,
  // People and enterprises
  update_me: { by: 'sun', args: async () => ({ p_name: '孙甲', p_phone: '13800000001' }) },
  record_consent: { by: 'sun', args: async () => ({ p_version: CONSENT_VERSION, p_platform: 'h5' }) },
  withdraw_consent: { by: 'sun', args: async () => ({}) },
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
  // Messages
  record_subscription: {
    by: 'zhang',
    args: async (s) => {
      await s.behind((sql) => sql`select private.set_message_template('progress', 'a template', false)`)
      return { p_results: { 'a template': 'accept' } }
    },
  },
  set_message_choice: { by: 'zhang', args: async () => ({ p_topic: 'deadline', p_sms: false }) },
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
