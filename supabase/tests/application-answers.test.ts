import { expect } from 'vitest'
import type {
  ApplicationDetail,
  ApplicationMaterial,
  ApplicationSummary,
  LegalClock,
  Receipt,
} from '@/shared/contract'
import { accepted, correcting, detail, move, ready, save, submit, submitted } from './filing-steps'
import { stories } from './harness'

const { story } = stories()

/** Keys by the type, so that a field added to the contract fails here until the SQL builds it. */
const keys = <T>(shape: Record<keyof T, true>) => Object.keys(shape).sort()
const CLOCK = keys<LegalClock>({
  due_at: true,
  unknown: true,
  state: true,
  left_days: true,
  left_minutes: true,
  limit_value: true,
  limit_unit: true,
  stopped_since: true,
  stopped_by: true,
  basis: true,
  lapse: true,
})
const SUMMARY: Record<keyof ApplicationSummary, true> = {
  id: true,
  number: true,
  item_code: true,
  item_name: true,
  enterprise_id: true,
  enterprise_name: true,
  state: true,
  row_version: true,
  holder: true,
  promised: true,
  statutory: true,
  notice: true,
  delivery: true,
  binding: true,
  correction: true,
  pre_check: true,
  updated_at: true,
}

story('the answers have the shape that the client is written against', async (s) => {
  const id = await correcting(s)
  const application = await detail(s, id)
  expect(Object.keys(application).sort()).toEqual(
    keys<ApplicationDetail>({
      ...SUMMARY,
      server_now: true,
      allowed: true,
      applicant: true,
      officer: true,
      conversation_id: true,
      department: true,
      situations: true,
      situation_answers: true,
      form: true,
      answers: true,
      masked: true,
      can_reveal: true,
      draft_revision: true,
      materials: true,
      field_verdicts: true,
      check_points: true,
      events: true,
      correction_points: true,
      pre_check_detail: true,
      appointment: true,
      documents: true,
      tasks: true,
      result: true,
      decision: true,
      rated: true,
      limits: true,
      special_procedures: true,
      extension: true,
      extension_request: true,
      special_kinds: true,
      submitted_at: true,
      received_at: true,
      accepted_at: true,
    }),
  )
  expect(Object.keys(application.materials[0] ?? {}).sort()).toEqual(
    keys<ApplicationMaterial>({
      key: true,
      name: true,
      required: true,
      fetched_by_office: true,
      how_to: true,
      sample_points: true,
      file_types: true,
      max_files: true,
      files: true,
      old_files: true,
      verdict: true,
      verdict_reason: true,
    }),
  )
  expect(Object.keys(application.promised ?? {}).sort()).toEqual(CLOCK)
  expect(application.conversation_id).toBeNull()
  await s.as('zhang')
  expect((await detail(s, id)).conversation_id).not.toBeNull()
  const receipt = await s.rpc<Receipt>('get_receipt', { p_id: id })
  expect(Object.keys(receipt).sort()).toEqual(
    keys<Receipt>({
      id: true,
      number: true,
      item_name: true,
      submitted_at: true,
      notice: true,
      promised_if_accepted_today: true,
      statutory_if_accepted_today: true,
      officer: true,
      check_points: true,
    }),
  )
  // The notice was given in time, by the correction.
  expect(receipt.notice.state).toBe('met')
})

story('the clock on screen: left working time, holidays taken out, then late', async (s) => {
  const id = await accepted(s)
  const clock = async () => (await detail(s, id)).promised
  expect(await clock()).toMatchObject({ state: 'running', left_days: 5, limit_value: 5 })
  await s.at('2026-04-03T14:00:00+08:00')
  // Friday afternoon before 清明: 3.5 hours today, then 4/7 and 4/8.
  expect(await clock()).toMatchObject({ left_days: 2, left_minutes: 210 + 2 * 420 })
  await s.at('2026-04-08T17:31:00+08:00')
  expect((await clock())?.state).toBe('late')
})

story('every move that is repeated gives the same answer and happens once', async (s) => {
  const id = await submitted(s)
  const before = async () =>
    (await s.behind((sql) => sql`select count(*)::int as n from public.application_events`))[0]?.n
  await s.as('wang')
  const request = s.request()
  const { row_version } = await detail(s, id)
  const accept = () =>
    s.rpc('accept_application', { p_application_id: id, p_row_version: row_version, p_request_id: request })
  const first = await accept()
  const events = await before()
  expect(await accept()).toEqual(first)
  expect(await before()).toBe(events)
  // Another person with the same id is another request.
  await s.behind(
    (sql) => sql`insert into public.staff_roles (person_id, role) values (${s.id('zhou')}, 'window')`,
  )
  await s.as('zhou')
  await s.expectError('BB006', accept)
  await s.as('wang')
  await s.expectError('BB003', () => move(s, 'take_application', id, { p_request_id: request }))
  await s.expectError('BB007', () => move(s, 'take_application', id, { p_request_id: null }))
})

story('save, submit and read cost a bounded number of rows, whatever was typed', async (s) => {
  const id = await ready(s)
  for (let n = 0; n < 5; n++) await save(s, id, { note: `第 ${n} 次` })
  await submit(s, id)
  const application = await detail(s, id)
  // Typing is not history: only moves are.
  expect(application.events.map((e) => e.kind)).toEqual(['started', 'submitted'])
})
