import {
  accepted,
  attach,
  correcting,
  issued,
  move,
  POINTS,
  ready,
  reviewing,
  submitted,
} from './filing-steps'
import type { Story } from './harness'
import { special } from './time-steps'

/** Everybody who may stand before an application, by what he is to it. */
export const PEOPLE = [
  'owner',
  'agent',
  'ended agent',
  'pending',
  'other enterprise',
  'officer',
  'other officer',
  'window',
  'reviewer',
  'other reviewer',
  'head',
  'other head',
  'anon',
] as const
export type Person = (typeof PEOPLE)[number]
export type Answers = Partial<Record<Person, string>>
/** What one hears who may not: of a draft staff hear nothing; of a filed case they hear that it is not theirs to do. */
const STRANGERS: Answers = {
  'ended agent': 'BB016',
  pending: 'BB016',
  'other enterprise': 'BB004',
  'other officer': 'BB004',
  'other reviewer': 'BB004',
  'other head': 'BB004',
  anon: '42501',
}
export const ON_DRAFT: Answers = {
  ...STRANGERS,
  officer: 'BB004',
  window: 'BB004',
  reviewer: 'BB004',
  head: 'BB004',
}
const BY_ENTERPRISE: Answers = {
  ...STRANGERS,
  officer: 'BB002',
  window: 'BB002',
  reviewer: 'BB002',
  head: 'BB002',
}
export const BY_STAFF: Answers = { ...STRANGERS, ...BY_ENTERPRISE, owner: 'BB002', agent: 'BB002' }

export type Prepared = { id: string; version: number; file?: string; path?: string; task?: string }
type Row = {
  rpc: string
  from: (s: Story) => Promise<string>
  args: (p: Prepared, s: Story, actor: string) => Record<string, unknown>
  hears: Answers
}

const app = (p: Prepared) => ({ p_application_id: p.id })
const versioned = (p: Prepared) => ({ ...app(p), p_row_version: p.version })
const asked = async (s: Story) => {
  const id = await ready(s)
  await s.rpc('request_pre_check', { p_application_id: id, p_request_id: s.request() })
  return id
}

const inSpecial = async (s: Story) => {
  const id = await reviewing(s)
  await special(s, id)
  return id
}
const extensionAsked = async (s: Story) => {
  const id = await reviewing(s)
  await move(s, 'request_extension', id, { p_days: 5, p_reason: '案情复杂' })
  return id
}

/** Each move with the state it is made from, and what each hears who is not named as `ok`. */
export const ROWS: Row[] = [
  {
    rpc: 'save_draft',
    from: ready,
    args: (p) => ({ ...app(p), p_answers: { manager: '新' }, p_situation_answers: null }),
    hears: ON_DRAFT,
  },
  { rpc: 'remove_file', from: ready, args: (p) => ({ p_file_id: p.file }), hears: ON_DRAFT },
  { rpc: 'request_pre_check', from: ready, args: app, hears: ON_DRAFT },
  {
    rpc: 'submit_application',
    from: ready,
    args: (p) => ({ ...app(p), p_consent: true }),
    hears: ON_DRAFT,
  },
  { rpc: 'delete_draft', from: ready, args: app, hears: ON_DRAFT },
  {
    rpc: 'answer_pre_check',
    from: asked,
    args: (p) => ({ ...app(p), p_outcome: 'ready', p_note: null, p_points: [] }),
    hears: { ...ON_DRAFT, owner: 'BB002', agent: 'BB002', officer: 'ok' },
  },
  {
    rpc: 'answer_correction',
    from: async (s) => {
      const id = await correcting(s)
      await s.as('zhang')
      await attach(s, id)
      return id
    },
    args: (p) => ({ ...app(p), p_answers: { manager: '陈师傅' } }),
    hears: BY_ENTERPRISE,
  },
  {
    rpc: 'withdraw_application',
    from: submitted,
    args: (p) => ({ ...app(p), p_reason: null }),
    hears: BY_ENTERPRISE,
  },
  { rpc: 'receive_result', from: issued, args: app, hears: BY_ENTERPRISE },
  {
    rpc: 'rate_application',
    from: issued,
    args: (p) => ({ ...app(p), p_level: 4, p_comment: null }),
    hears: BY_ENTERPRISE,
  },
  {
    rpc: 'take_application',
    from: submitted,
    args: versioned,
    hears: { ...BY_STAFF, window: 'ok', reviewer: 'BB005' },
  },
  {
    rpc: 'take_application',
    from: accepted,
    args: versioned,
    hears: { ...BY_STAFF, window: 'BB005', reviewer: 'ok' },
  },
  {
    rpc: 'set_verdict',
    from: submitted,
    args: (p) => ({ ...app(p), p_target: 'field', p_key: 'area', p_verdict: 'ok', p_reason: null }),
    hears: { ...BY_STAFF, window: 'ok', officer: 'BB005' },
  },
  {
    rpc: 'issue_correction',
    from: submitted,
    args: (p) => ({ ...versioned(p), p_points: POINTS, p_due_working_days: 3 }),
    hears: { ...BY_STAFF, window: 'ok' },
  },
  { rpc: 'accept_application', from: submitted, args: versioned, hears: { ...BY_STAFF, window: 'ok' } },
  {
    rpc: 'decline_application',
    from: submitted,
    args: (p) => ({ ...versioned(p), p_reason: '不属于' }),
    hears: { ...BY_STAFF, window: 'ok' },
  },
  {
    rpc: 'create_task',
    from: reviewing,
    args: (p) => ({ ...app(p), p_department_code: 'wjj', p_title: '卫生意见' }),
    hears: { ...BY_STAFF, window: 'ok', reviewer: 'ok' },
  },
  {
    rpc: 'take_task',
    from: reviewing,
    args: (p) => ({ p_task_id: p.task, p_row_version: 1 }),
    // The asked department's reviewer does it; that department reads the case only because of the task.
    hears: { ...BY_STAFF, 'ended agent': 'BB004', pending: 'BB004', 'other reviewer': 'ok' },
  },
  {
    rpc: 'finish_task',
    from: reviewing,
    args: (p) => ({ p_task_id: p.task, p_outcome: 'agree', p_note: null, p_row_version: 1 }),
    hears: { ...BY_STAFF, 'ended agent': 'BB004', pending: 'BB004', 'other reviewer': 'ok' },
  },
  {
    rpc: 'approve_application',
    from: reviewing,
    args: (p) => ({ ...versioned(p), p_note: null }),
    hears: { ...BY_STAFF, reviewer: 'ok' },
  },
  {
    rpc: 'deny_application',
    from: reviewing,
    args: (p) => ({ ...versioned(p), p_reason: '不符合' }),
    hears: { ...BY_STAFF, reviewer: 'ok' },
  },
  {
    rpc: 'start_special_procedure',
    from: reviewing,
    args: (p) => ({ ...versioned(p), p_kind: 'hearing', p_reason: '听证', p_expected_days: 5 }),
    hears: { ...BY_STAFF, reviewer: 'ok' },
  },
  {
    rpc: 'end_special_procedure',
    from: inSpecial,
    args: (p) => ({ ...versioned(p), p_note: null }),
    hears: { ...BY_STAFF, reviewer: 'ok' },
  },
  {
    rpc: 'request_extension',
    from: reviewing,
    args: (p) => ({ ...versioned(p), p_days: 5, p_reason: '案情复杂' }),
    hears: { ...BY_STAFF, reviewer: 'ok' },
  },
  {
    rpc: 'extend_decision',
    from: reviewing,
    args: (p) => ({ ...versioned(p), p_days: 5, p_reason: '案情复杂' }),
    hears: { ...BY_STAFF, head: 'ok' },
  },
  {
    rpc: 'extend_decision',
    from: submitted,
    args: (p) => ({ ...versioned(p), p_days: 5, p_reason: '案情复杂' }),
    hears: { ...BY_STAFF, head: 'BB005' },
  },
  {
    rpc: 'refuse_extension',
    from: extensionAsked,
    args: (p) => ({ ...versioned(p), p_reason: '按期办' }),
    hears: { ...BY_STAFF, head: 'ok' },
  },
  {
    rpc: 'preview_extension',
    from: reviewing,
    args: (p) => ({ ...app(p), p_days: 5 }),
    hears: { ...BY_STAFF, reviewer: 'ok', head: 'ok' },
  },
  {
    rpc: 'get_application',
    from: submitted,
    args: (p) => ({ p_id: p.id }),
    hears: { ...STRANGERS, officer: 'ok', window: 'ok', reviewer: 'ok', head: 'ok' },
  },
  {
    rpc: 'get_receipt',
    from: submitted,
    args: (p) => ({ p_id: p.id }),
    hears: { ...STRANGERS, officer: 'ok', window: 'ok', reviewer: 'ok', head: 'ok' },
  },
]
