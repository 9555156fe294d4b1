import type { ApplicationDetail, ApplicationMaterial, FileRef } from '@/shared/contract'

const NOW = '2026-04-01T02:00:00Z'

/** A stored file of tests. */
export const file = (name: string, mime = 'image/jpeg'): FileRef => ({
  id: name,
  bucket: 'materials',
  path: `e/a/${name}`,
  name,
  mime,
  size: 1000,
  sha256: '0'.repeat(64),
  uploaded_at: NOW,
})

/** A material of tests. */
export const material = (key: string, more: Partial<ApplicationMaterial> = {}): ApplicationMaterial => ({
  key,
  name: key,
  required: true,
  fetched_by_office: false,
  how_to: '',
  sample_points: [],
  file_types: ['jpg', 'pdf'],
  max_files: 5,
  files: [file(`${key}.jpg`)],
  old_files: [],
  verdict: null,
  verdict_reason: null,
  ...more,
})

/** A filed application as the window sees it. */
export function filed(more: Partial<ApplicationDetail> = {}): ApplicationDetail {
  return {
    id: 'a',
    number: 'QX-260331-0047',
    item_code: 'QX07',
    item_name: '食品经营许可（新办）',
    enterprise_id: 'e',
    enterprise_name: '清溪禾味餐饮有限公司',
    state: 'submitted',
    row_version: 3,
    holder: { side: 'staff', name: '综合窗口', since: NOW },
    promised: null,
    statutory: null,
    notice: {
      due_at: '2026-04-08T09:30:00Z',
      unknown: false,
      state: 'running',
      left_days: 4,
      left_minutes: 1800,
      limit_value: 5,
      limit_unit: 'working_day',
      stopped_since: null,
      stopped_by: null,
    },
    correction: null,
    pre_check: null,
    updated_at: NOW,
    server_now: NOW,
    allowed: ['take', 'set_verdict', 'issue_correction', 'accept', 'decline'],
    applicant: { id: 'p', name: '张经理', phone: null },
    officer: null,
    conversation_id: null,
    department: '市场监管局',
    situations: [],
    situation_answers: {},
    form: [
      {
        id: 'manager',
        label: '食品安全员',
        type: 'text',
        hint: null,
        required: true,
        group: '人员',
        options: null,
        unit: null,
        min: null,
        max: null,
        max_length: null,
        prefill: null,
        when: null,
      },
    ],
    answers: { manager: '刘店长' },
    draft_revision: 1,
    materials: [
      material('layout'),
      material('list'),
      material('licence', { fetched_by_office: true, files: [] }),
    ],
    field_verdicts: {},
    check_points: [],
    events: [],
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
    submitted_at: '2026-03-31T08:40:00Z',
    accepted_at: null,
    ...more,
  }
}
