import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { ApplicationSummary, AppointmentDetail, Me, MessagePage } from '@/shared/contract'
import { LAYOUT_JPG } from './files'
import type { Colleague } from './staff'

/** An owner begins afresh: an open draft of the same item would be taken up again. */
export async function giveUpDrafts(owner: Colleague): Promise<void> {
  const me = await owner.ask<Me>('get_me')
  const drafts = await owner.ask<ApplicationSummary[]>('list_applications', {
    p_enterprise_id: me.enterprises[0].id,
    p_group: 'drafts',
    p_before: null,
    p_limit: 20,
  })
  for (const { id } of drafts) await owner.act('delete_draft', { p_application_id: id })
}

/** The officer's words in a conversation. */
export function say(officer: Colleague, conversation: string, body: string): Promise<unknown> {
  return officer.act('send_message', {
    p_conversation_id: conversation,
    p_kind: 'text',
    p_body: body,
    p_file: null,
    p_application_id: null,
  })
}

/** What stands in a conversation, oldest first. */
export async function said(officer: Colleague, conversation: string): Promise<(string | null)[]> {
  const page = await officer.ask<MessagePage>('list_messages', {
    p_conversation_id: conversation,
    p_before_seq: null,
    p_limit: 50,
  })
  return page.messages.map((message) => message.body)
}

/** The officer looks at every point, keeps a photo of the first, and concludes that all is well. */
export async function concludeCheck(officer: Colleague, appointment: string): Promise<void> {
  const photo = `${appointment}/${randomUUID()}.jpg`
  await officer.put('verification', photo, readFileSync(LAYOUT_JPG), 'image/jpeg')
  const { check_points } = await officer.ask<AppointmentDetail>('get_appointment', { p_id: appointment })
  for (const [at, point] of check_points.entries()) {
    await officer.act('record_finding', {
      p_appointment_id: appointment,
      p_key: point.id,
      p_verdict: 'ok',
      p_note: '看得清 ✅',
      p_photos: at === 0 ? [{ path: photo, name: '洗手池.jpg' }] : [],
    })
  }
  const { row_version } = await officer.ask<AppointmentDetail>('get_appointment', { p_id: appointment })
  await officer.act('conclude_appointment', {
    p_appointment_id: appointment,
    p_conclusion: 'pass',
    p_note: '都符合',
    p_row_version: row_version,
  })
}

/** The window asks once for everything that must be mended. */
export function askToMend(window: Colleague, application: string): Promise<unknown> {
  return window.move('issue_correction', application, {
    p_points: [
      { target: 'material', key: 'layout', reason: '没画出洗手池', how_to: '在原图上添画，重拍一张' },
      { target: 'field', key: 'safety_officer', reason: '要写培训证上的名字', how_to: null },
    ],
    p_due_working_days: 3,
  })
}

/** Reviews, approves, and hands the result out at the window. */
export async function approveAndIssue(window: Colleague, application: string, result: Buffer): Promise<void> {
  await approve(window, application)
  await issue(window, application, result)
}

export async function approve(reviewer: Colleague, application: string): Promise<void> {
  await reviewer.move('take_application', application)
  await reviewer.move('approve_application', application, { p_note: null })
}

export async function issue(window: Colleague, application: string, result: Buffer): Promise<void> {
  const path = `${application}/${randomUUID()}.pdf`
  await window.put('results', path, result, 'application/pdf')
  await window.move('issue_result', application, {
    p_path: path,
    p_file_name: '食品经营许可证.pdf',
    p_number: 'JY23609210001234',
    p_name: '食品经营许可证',
  })
}
