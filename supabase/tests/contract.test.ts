import { expect } from 'vitest'
import type { ApplicationDetail, Me, OfficialDocument } from '@/shared/contract'
import { CONSENT_VERSION } from '@/shared/privacy-uses'
import { fault } from './client-error-steps'
import { heldBack } from './content-steps'
import { Contract } from './contract-shape'
import {
  act,
  appealed,
  CALENDAR_READS,
  calendarKept,
  checked,
  DAY,
  decided,
  prolonged,
  richItem,
  talk,
} from './contract-steps'
import { attach, begin, correcting, FILLED, ready, reviewing, save } from './filing-steps'
import { HEWEI } from './fixture'
import { stories } from './harness'

const { story } = stories()

/** What each read RPC answers, by the name of its type in src/shared/contract.ts. */
const READS = {
  get_me: 'Me',
  get_home: 'Home',
  search_items: 'ItemSummary[]',
  get_item_guide: 'ItemGuide',
  get_application: 'ApplicationDetail',
  get_receipt: 'Receipt',
  get_document: 'OfficialDocument',
  check_document: 'DocumentCheck',
  list_applications: 'ApplicationSummary[]',
  staff_queue: 'StaffQueue',
  preview_working_days: 'WorkingDaysPreview',
  preview_extension: 'ExtensionPreview',
  list_slots: 'SlotDay[]',
  my_slots: 'SlotDay[]',
  my_schedule: 'AppointmentSummary[]',
  get_appointment: 'AppointmentDetail',
  list_conversations: 'ConversationSummary[]',
  list_messages: 'MessagePage',
  list_appeals: 'AppealSummary[]',
  get_appeal: 'AppealDetail',
  list_appeal_kinds: 'AppealKind[]',
  list_colleagues: 'StaffCard[]',
  get_calendar: 'CalendarYear',
  preview_calendar_edit: 'CalendarPreview',
  preview_calendar_year: 'CalendarPreview',
  preview_hall_hours: 'CalendarPreview',
  reveal_personal_data: 'RevealedValue',
  my_access_log: 'AccessLogEntry[]',
  my_consent: 'Consent',
  preview_cancellation: 'CancellationPreview',
  list_held_content: 'HeldContent[]',
  list_client_errors: 'ClientFault[]',
  list_subscription_templates: 'SubscriptionTemplate[]',
  my_message_settings: 'MessageSettings',
} as const
type Read = keyof typeof READS

story('every read RPC answers what src/shared/contract.ts says, and every shape in it is met', async (s) => {
  const contract = new Contract()
  const asked = new Set<Read>()
  const read = async <T>(name: Read, args: Record<string, unknown> = {}): Promise<T> => {
    const answer = await s.rpc<T>(name, args)
    asked.add(name)
    expect(contract.faults(READS[name], answer), name).toEqual([])
    return answer
  }
  const readAs = async (actor: string, ...reads: [Read, Record<string, unknown>?][]) => {
    await s.as(actor)
    for (const [name, args] of reads) await read(name, args)
  }

  await richItem(s)
  await readAs(
    'anon',
    ['get_home'],
    ['search_items', { p_query: '故事' }],
    ['get_item_guide', { p_code: 'ZZ02' }],
    ['get_item_guide', { p_code: 'QX07' }],
  )

  // One that waits for a correction, one that goes the whole way with a department's opinion.
  const corrected = await correcting(s)
  const done = await decided(s, read)
  const longer = await prolonged(s)
  const other = await reviewing(s)

  // A draft with a look-over and a video check on it; another whose look-over waits.
  const draft = await ready(s)
  await act(s, 'request_pre_check', { p_application_id: draft })
  await s.as('li')
  await act(s, 'answer_pre_check', {
    p_application_id: draft,
    p_outcome: 'fix',
    p_note: null,
    p_points: [{ target: 'material', key: 'layout', reason: '没标洗手池' }],
  })
  await act(s, 'open_slots', { p_day: DAY, p_from: '10:00', p_to: '11:00', p_minutes: 30 })
  const appointment = await checked(s, draft, read)
  const waiting = await begin(s, 'chen')
  await save(s, waiting, FILLED)
  await attach(s, waiting, 'layout', { by: 'chen' })
  await act(s, 'request_pre_check', { p_application_id: waiting })

  const appeal = await appealed(s, done)
  await s.behind(
    (sql) => sql`insert into public.enterprise_members (enterprise_id, person_id, role, state)
                 values (${HEWEI}, ${s.id('sun')}, 'owner', 'pending')`,
  )
  await s.as('zhang')
  const conversation = (await read<Me>('get_me')).enterprises[0]?.conversation_id ?? ''
  await talk(s, conversation, done)
  for (const { id } of (await read<ApplicationDetail>('get_application', { p_id: done })).documents) {
    const { code } = await read<OfficialDocument>('get_document', { p_id: id })
    await read('check_document', { p_code: code })
  }

  const all = [draft, waiting, corrected, done].map((p_id): [Read, object] => ['get_application', { p_id }])
  await readAs(
    'zhang',
    ['get_home'],
    ...(all as [Read, Record<string, unknown>][]),
    ...['open', 'drafts', 'done'].map((p_group): [Read, Record<string, unknown>] => [
      'list_applications',
      { p_group },
    ]),
    ['get_receipt', { p_id: corrected }],
    ['get_receipt', { p_id: done }],
    ['get_appointment', { p_id: appointment }],
    ['list_appeal_kinds'],
    ['list_conversations'],
    ['list_messages', { p_conversation_id: conversation }],
    ['list_appeals', { p_enterprise_id: HEWEI }],
    ['get_appeal', { p_id: appeal }],
  )
  await readAs(
    'li',
    ['get_me'],
    ['staff_queue'],
    ['my_slots', { p_from: DAY, p_days: 2 }],
    ['my_schedule', { p_day: DAY }],
    ['get_appointment', { p_id: appointment }],
    ['list_conversations'],
    ['list_messages', { p_conversation_id: conversation }],
    ['list_appeals'],
    ['get_appeal', { p_id: appeal }],
    ['list_colleagues'],
  )
  await readAs(
    'wang',
    ['get_me'],
    ['staff_queue'],
    ['get_application', { p_id: corrected }],
    ['get_application', { p_id: done }],
    ['get_application', { p_id: longer }],
    ['preview_extension', { p_application_id: other, p_days: 5 }],
    ['preview_working_days', { p_days: 3 }],
  )
  await readAs('wang', [
    'reveal_personal_data',
    { p_application_id: corrected, p_field: 'phone', p_reason: '核对申请信息', p_request_id: s.request() },
  ])
  await s.as('zhang')
  await act(s, 'record_consent', { p_version: CONSENT_VERSION, p_platform: 'h5' })
  await readAs('zhang', ['my_access_log'], ['my_consent'], ['preview_cancellation'])
  await s.behind((sql) => sql`select private.set_message_template('progress', 'a template', false)`)
  await readAs('zhang', ['list_subscription_templates'], ['my_message_settings'])
  await s.behind((sql) => sql`update private.settings set value = '{}' where key = 'quiet_hours'`)
  await readAs('li', ['my_message_settings'])
  await heldBack(s, conversation, appeal)
  await readAs(
    'zhou',
    ['list_held_content', { p_group: 'waiting' }],
    ['list_held_content', { p_group: 'decided' }],
  )
  for (const who of ['zhang', 'chen'])
    await readAs(
      who,
      ['list_messages', { p_conversation_id: conversation }],
      ['get_appeal', { p_id: appeal }],
    )
  await calendarKept(s)
  await s.as('anon')
  await s.rpc('report_client_error', fault({ p_platform: 'weapp' }))
  await s.rpc('report_client_error', fault({ p_page: null, p_runtime: null }))
  await readAs('admin', ['list_client_errors'], ...(CALENDAR_READS as [Read, Record<string, unknown>][]))
  await s.at('2026-12-30T10:00:00+08:00')
  await readAs('wang', ['preview_working_days', { p_days: 5 }], ['get_item_guide', { p_code: 'ZZ02' }])

  expect([...asked].sort()).toEqual(Object.keys(READS).sort())
  // A shape that nothing showed is a shape about which nothing was proven.
  expect(contract.unseen()).toEqual([])
})

story(
  'an answer that differs by a key, a type or a null is told apart, and what was not met is named',
  async () => {
    const contract = new Contract()
    const slot = { id: 'a', starts_at: 'x', ends_at: 'y', state: 'free' }
    const day = { day: DAY, working: true, free: 1, slots: [slot] }
    expect(contract.faults('SlotDay[]', [day])).toEqual([])
    expect(contract.faults('SlotDay[]', [{ ...day, more: 1 }])).toEqual([
      'SlotDay[0].more is not in the contract',
    ])
    const { free, ...less } = day
    expect(contract.faults('SlotDay', less)).toEqual(['SlotDay.free is missing'])
    expect(contract.faults('SlotDay', { ...day, working: free })[0]).toContain('SlotDay.working is 1')
    expect(contract.faults('SlotDay', { ...day, slots: [{ ...slot, state: null }] })[0]).toContain(
      '[0].state',
    )
    expect(contract.unseen().some((shape) => shape.includes('display_name'))).toBe(true)
  },
)
