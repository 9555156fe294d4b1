import type { AppealDetail } from '@/shared/contract'
import { heldMessage } from './content-steps'
import { act, checked, DAY, decided, talk } from './contract-steps'
import {
  accepted,
  approved,
  attach,
  begin,
  correcting,
  FILLED,
  ready,
  reviewing,
  save,
  submitted,
  upload,
} from './filing-steps'
import { HEWEI } from './fixture'
import type { Story } from './harness'

/**
 * One of everything that belongs to one enterprise (禾味: zhang, chen; their officer li), for attackers to aim at.
 * Whatever its people typed contains SECRET, so that a trace of it in an error can be told.
 */
export interface World {
  draft: string
  correcting: string
  submitted: string
  accepted: string
  reviewing: string
  approved: string
  delivered: string
  appointment: string
  slot: string
  free_slot: string
  conversation: string
  message: string
  /** The check of a message that waits for the group lead. */
  held: string
  appeal: string
  answered_appeal: string
  conduct: string
  task: string
  file: string
  file_path: string
  document: string
  document_code: string
  member: string
  pending: string
  invite: string
}

export const SECRET = '暗号'

/** What nobody outside may read in an answer or an error: typed words, names, numbers, and any id at all. */
export const TRACES =
  /暗号|禾味|张明远|陈晓雯|91369921|文昌路|QX-\d|SQ-\d|JY\d|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}/i

const first = async (s: Story, query: string): Promise<string> => {
  const [row] = await s.behind((sql) => sql.unsafe<{ id: string }[]>(query))
  if (!row) throw new Error(`The world lacks: ${query}`)
  return row.id
}

async function applications(s: Story) {
  const delivered = await decided(s, (name, args) => s.rpc(name, args))
  const corrected = await correcting(s)
  const filed = await submitted(s)
  const taken = await accepted(s)
  const granted = await approved(s)
  const reviewed = await reviewing(s)
  await act(s, 'create_task', {
    p_application_id: reviewed,
    p_department_code: 'scjg',
    p_title: `${SECRET}核查`,
  })
  const draft = await ready(s)
  await save(s, draft, { note: `${SECRET}备注` })
  await act(s, 'request_pre_check', { p_application_id: draft })
  await s.as('li')
  await act(s, 'open_slots', { p_day: DAY, p_from: '10:00', p_to: '11:00', p_minutes: 30 })
  const appointment = await checked(s, draft, (name, args) => s.rpc(name, args))
  return {
    delivered,
    correcting: corrected,
    submitted: filed,
    accepted: taken,
    reviewing: reviewed,
    approved: granted,
    draft,
    appointment,
  }
}

async function appeals(s: Story, application: string) {
  const create = async (kind: string) => {
    await s.as('zhang')
    const path = await upload(s, HEWEI, { bucket: 'appeals' })
    return act<AppealDetail>(s, 'create_appeal', {
      p_enterprise_id: HEWEI,
      p_kind: kind,
      p_title: `${SECRET}标题`,
      p_body: `${SECRET}正文`,
      p_application_id: application,
      p_files: [{ path, name: `${SECRET}.jpg` }],
    })
  }
  const open = await create('stuck')
  const conduct = await create('conduct')
  const answered = await create('policy')
  await s.as('li')
  await act(s, 'answer_appeal', {
    p_appeal_id: answered.id,
    p_body: `${SECRET}答复`,
    p_row_version: answered.row_version,
  })
  return { appeal: open.id, conduct: conduct.id, answered_appeal: answered.id }
}

/** Makes the world; afterwards the owner of the database acts. */
export async function makeWorld(s: Story): Promise<World> {
  const made = await applications(s)
  const complaints = await appeals(s, made.submitted)
  await s.as('chen')
  const second = await begin(s, 'chen')
  await save(s, second, FILLED)
  await attach(s, second, 'layout', { by: 'chen' })

  await s.as('zhang')
  const conversation = await first(s, `select id from public.conversations where enterprise_id = '${HEWEI}'`)
  await talk(s, conversation, made.submitted)
  const { check: held } = await heldMessage(s, `${SECRET}难听的话`)
  await s.as('zhang')
  await act(s, 'send_message', {
    p_conversation_id: conversation,
    p_kind: 'text',
    p_body: `${SECRET}留言`,
    p_file: null,
    p_application_id: null,
  })
  await act(s, 'create_invite', { p_enterprise_id: HEWEI, p_ends_on: '2026-12-31' })
  const waiting = await s.newPerson('新股东')
  await s.behind(async (sql) => {
    await sql`insert into public.enterprise_members (enterprise_id, person_id, role, state)
              values (${HEWEI}, ${waiting}, 'owner', 'pending')`
    await sql`insert into public.officer_stand_ins (officer_id, stand_in_id, starts_on, ends_on)
              values (${s.id('li')}, ${s.id('zhao')}, '2026-05-01', '2026-05-02')`
    // 何局长 heads the department that decides; the head of another one learns nothing by it.
    await sql`insert into public.staff_roles (person_id, role) values (${s.id('zhao')}, 'head')`
  })
  await s.as('admin')
  await act(s, 'edit_calendar', {
    p_days: [{ day: '2026-11-11', working: false, name: '停电' }],
    p_reason: '检修',
  })
  await s.asOwner()
  return {
    ...made,
    ...complaints,
    conversation,
    held,
    slot: await first(s, `select slot_id as id from public.appointments where id = '${made.appointment}'`),
    free_slot: await first(
      s,
      'select id from public.slots s where not exists (select from public.appointments a where a.slot_id = s.id)',
    ),
    message: await first(s, 'select id from public.messages order by seq desc limit 1'),
    task: await first(s, `select id from public.department_tasks where application_id = '${made.reviewing}'`),
    file: await first(s, `select id from public.application_files where application_id = '${made.draft}'`),
    file_path: await first(
      s,
      `select path as id from public.application_files where application_id = '${made.draft}'`,
    ),
    document: await first(s, `select id from public.documents where application_id = '${made.submitted}'`),
    document_code: await first(
      s,
      `select code as id from public.documents where application_id = '${made.submitted}'`,
    ),
    member: await first(s, `select id from public.enterprise_members where person_id = '${s.id('chen')}'`),
    pending: await first(s, `select id from public.enterprise_members where state = 'pending'`),
    invite: await first(s, 'select code as id from public.enterprise_invites'),
  }
}
