import type { AppealDetail, AppointmentSummary, SlotDay } from '@/shared/contract'
import { move, reviewing, upload } from './filing-steps'
import { HEWEI, STORY_ITEM } from './fixture'
import type { Story } from './harness'
import { extend, resume, special } from './time-steps'

export const DAY = '2026-04-01'

/** A wish with its own request id. */
export const act = <T = { id: string }>(s: Story, name: string, args: Record<string, unknown>) =>
  s.rpc<T>(name, { ...args, p_request_id: s.request() })

/** A published item with everything that an item may have. */
export async function richItem(s: Story): Promise<void> {
  const [situation] = STORY_ITEM.situations
  const [field] = STORY_ITEM.form
  await s.as('service')
  await s.rpc('import_item', {
    p_item: {
      ...STORY_ITEM,
      code: 'ZZ02',
      name: '故事事项（全）',
      special_procedures: [
        { name: '听证', limit: { value: 5, unit: 'working_day', note: null }, note: null },
      ],
      fee: {
        charged: true,
        items: [{ name: '工本费', standard: '10 元', basis: null, relief: null }],
      },
      situations: [situation],
      form: [{ ...field, type: 'choice', max_length: null, options: [{ id: 'a', label: '甲' }] }],
    },
  })
}

/** Reads what this step alone shows. */
type Reader = <T>(name: 'list_slots' | 'staff_queue', args?: Record<string, unknown>) => Promise<T>

/** Books a check and records a point with a photo; gives its id. */
export async function checked(s: Story, application: string, read: Reader): Promise<string> {
  await s.as('zhang')
  const [day] = await read<SlotDay[]>('list_slots', { p_application_id: application, p_from: DAY, p_days: 1 })
  const booked = await act<AppointmentSummary>(s, 'book_appointment', {
    p_application_id: application,
    p_slot_id: day?.slots[0]?.id,
  })
  await read('list_slots', { p_application_id: application, p_from: DAY, p_days: 1 })
  await s.as('li')
  const path = await upload(s, booked.id, { bucket: 'verification', by: 'li' })
  const photos = [{ path, name: '水池.jpg' }]
  await act(s, 'record_finding', {
    p_appointment_id: booked.id,
    p_key: 'sink',
    p_verdict: 'ok',
    p_note: null,
    p_photos: photos,
  })
  return booked.id
}

/** From submission to delivery and rating, with another department's part; gives its id. */
export async function decided(s: Story, read: Reader): Promise<string> {
  const id = await reviewing(s)
  const task = await act(s, 'create_task', {
    p_application_id: id,
    p_department_code: 'scjg',
    p_title: '现场核查意见',
  })
  await s.as('qian')
  await read('staff_queue')
  await act(s, 'take_task', { p_task_id: task.id, p_row_version: 1 })
  await act(s, 'finish_task', { p_task_id: task.id, p_outcome: 'agree', p_note: null, p_row_version: 2 })
  await s.as('wang')
  await move(s, 'approve_application', id, { p_note: null })
  const path = await upload(s, id, { bucket: 'results', by: 'wang', mime: 'application/pdf' })
  const paper = { p_path: path, p_file_name: '许可证.pdf', p_number: 'JY1', p_name: '故事许可证' }
  await move(s, 'issue_result', id, paper)
  await s.as('zhang')
  await act(s, 'receive_result', { p_application_id: id })
  await act(s, 'rate_application', { p_application_id: id, p_level: 5, p_comment: null })
  return id
}

/** Under review with a procedure that is over, an extension, and what the reviewer asked before; gives its id. */
export async function prolonged(s: Story): Promise<string> {
  const id = await reviewing(s)
  await special(s, id)
  await resume(s, id)
  await move(s, 'request_extension', id, { p_days: 5, p_reason: '等鉴定意见' })
  await s.as('he')
  await move(s, 'refuse_extension', id, { p_reason: '先按期办' })
  await extend(s, id, 5)
  return id
}

/** One appeal that is solved and rated, one that is open; gives the first. */
export async function appealed(s: Story, application: string): Promise<string> {
  await s.as('zhang')
  const path = await upload(s, HEWEI, { bucket: 'appeals' })
  const create = (files: unknown[]) =>
    act<AppealDetail>(s, 'create_appeal', {
      p_enterprise_id: HEWEI,
      p_kind: 'stuck',
      p_title: '一直没动静',
      p_body: '没人联系我。',
      p_application_id: application,
      p_files: files,
    })
  const { id, row_version } = await create([{ path, name: '照片.jpg' }])
  await create([])
  await s.as('li')
  await act(s, 'answer_appeal', { p_appeal_id: id, p_body: '今天办好', p_row_version: row_version })
  await s.as('zhang')
  await act(s, 'judge_appeal', { p_appeal_id: id, p_solved: true, p_body: '挺快', p_level: 5 })
  return id
}

/** A text, a picture and a card. */
export async function talk(s: Story, conversation: string, application: string): Promise<void> {
  const path = await upload(s, conversation, { bucket: 'messages' })
  const send = (kind: string, more: Record<string, unknown>) =>
    act(s, 'send_message', {
      p_conversation_id: conversation,
      p_kind: kind,
      p_body: null,
      p_file: null,
      p_application_id: null,
      ...more,
    })
  await send('text', { p_body: '在吗' })
  await send('image', { p_file: { path, name: '照片.jpg' } })
  await send('application', { p_application_id: application })
}

const P_HOURS = [{ opens: '09:00', closes: '15:00' }]
const P_DAYS = [{ day: '2026-04-03', working: false, name: '停电' }]

/** A day edited and a department's hours set, so that the calendar has something to tell of both. */
export async function calendarKept(s: Story): Promise<void> {
  await s.as('admin')
  await act(s, 'edit_calendar', {
    p_days: [{ day: '2026-04-02', working: false, name: '停电' }],
    p_reason: '检修',
  })
  await act(s, 'set_hall_hours', {
    p_department: 'ycj',
    p_hours: P_HOURS,
    p_from: '2026-05-01',
    p_reason: '搬迁',
  })
}

/** As little of a notice as a year can be loaded with. */
export function yearToCome() {
  const days = ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03']
  return {
    p_year: 2027,
    p_notice: '关于2027年部分节假日安排的通知',
    p_days: days.map((day) => ({ day: `2027-${day}`, working: false, name: '节日' })),
  }
}

export const CALENDAR_READS = [
  ['get_calendar', { p_year: 2026 }],
  ['get_calendar', { p_year: 2027 }],
  ['preview_calendar_edit', { p_days: P_DAYS }],
  ['preview_calendar_year', yearToCome()],
  ['preview_hall_hours', { p_department: null, p_hours: P_HOURS, p_from: '2026-06-01' }],
] satisfies [string, Record<string, unknown>][]
