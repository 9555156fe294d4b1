import type { ApplicationDetail, ApplicationEvent, Clock } from '@/shared/contract'

/** The story of the pictures: 清溪禾味餐饮有限公司, filed on Tuesday 31 March 2026. For tests. */
export const clock = (more: Partial<Clock>): Clock => ({
  due_at: null,
  unknown: false,
  state: 'not_started',
  left_days: null,
  left_minutes: null,
  limit_value: 5,
  limit_unit: 'working_day',
  stopped_since: null,
  stopped_by: null,
  ...more,
})

export const event = (
  seq: number,
  kind: string,
  at: string,
  actor_name: string,
  data: Record<string, unknown> = {},
  note: string | null = null,
): ApplicationEvent => ({ seq, kind, at: `2026-${at}:00+08:00`, actor_name, actor_side: 'staff', data, note })

export const STORY: ApplicationEvent[] = [
  event(1, 'started', '03-30T09:41', '张明远'),
  event(2, 'pre_check_asked', '03-30T14:50', '张明远'),
  event(3, 'pre_check_answered', '03-30T15:20', '李专员', { outcome: 'ready', points: 0 }),
  event(4, 'submitted', '03-31T16:40', '张明远', { number: 'QX-260331-0047' }),
  event(5, 'taken', '04-01T08:35', '审批局王科员'),
  event(6, 'correction_issued', '04-01T10:20', '审批局王科员', {
    points: [
      { target: 'material', key: 'layout', title: '经营场所布局图', reason: '没画出洗手池' },
      { target: 'field', key: 'manager', title: '食品安全员', reason: '两处要一致' },
    ],
  }),
]

export function detailOf(more: Partial<ApplicationDetail> = {}): ApplicationDetail {
  return {
    id: 'a1',
    number: 'QX-260331-0047',
    item_code: 'QX07',
    item_name: '食品经营许可（新办）',
    enterprise_id: 'e1',
    enterprise_name: '清溪禾味餐饮有限公司',
    state: 'correcting',
    row_version: 3,
    holder: { side: 'applicant', name: '你', since: '2026-04-01T10:20:00+08:00' },
    promised: clock({}),
    statutory: clock({ limit_value: 10 }),
    notice: null,
    correction: { count: 2, due_at: '2026-04-07T17:30:00+08:00', left_days: 3 },
    pre_check: 'ready',
    updated_at: '2026-04-01T10:20:00+08:00',
    server_now: '2026-04-01T10:34:00+08:00',
    allowed: ['edit', 'answer_correction', 'withdraw', 'book'],
    applicant: { id: 'p1', name: '张明远', phone: null },
    officer: null,
    conversation_id: 'c1',
    department: '清溪县市场监督管理局',
    situations: [],
    situation_answers: {},
    form: [],
    answers: {},
    draft_revision: 4,
    masked: [],
    can_reveal: false,
    materials: [],
    field_verdicts: {},
    check_points: [],
    events: STORY,
    correction_points: [],
    pre_check_detail: null,
    appointment: null,
    tasks: [],
    result: null,
    decision: null,
    rated: false,
    limits: {
      promised_value: 5,
      promised_unit: 'working_day',
      statutory_value: 10,
      statutory_unit: 'working_day',
    },
    submitted_at: '2026-03-31T16:40:00+08:00',
    accepted_at: null,
    ...more,
  }
}
