import type { Me, Message } from '@/shared/contract'
import { act } from './contract-steps'
import { upload } from './filing-steps'
import { HEWEI } from './fixture'
import type { Actor, Story } from './harness'

/** One row of private.content_checks, as stories look at it. */
export type Check = {
  id: string
  subject: string
  state: string
  hidden: boolean
  reason: string | null
  author_id: string
  words: string | null
}

/** The checks of a piece of content, the oldest first. */
export const checksOf = (s: Story, subjectId: string) =>
  s.behind(
    (sql) => sql<Check[]>`
      select id, subject, state, hidden, reason, author_id, words from private.content_checks
      where subject_id = ${subjectId} order by created_at, file is not null`,
  )

/** The rows of the outbox that ask for a check, the oldest first. */
export const queued = (s: Story) =>
  s.behind(
    (sql) => sql<{ recipient: string; check_id: string }[]>`
      select recipient, payload ->> 'check_id' as check_id from private.outbox
      where kind = 'content_check' order by id`,
  )

/** What the function writes down after it asked WeChat; as whoever acted before, afterwards. */
export async function said(s: Story, checkId: string, args: Record<string, unknown>): Promise<string> {
  await s.as('service')
  return s.rpc<string>('service_record_content', {
    p_check_id: checkId,
    p_suggest: null,
    p_label: null,
    p_trace_id: null,
    p_reason: null,
    ...args,
  })
}

export const risky = { p_suggest: 'risky', p_label: 20003 }

export async function conversationOf(s: Story, by: Actor = 'zhang'): Promise<string> {
  await s.as(by)
  return (await s.rpc<Me>('get_me')).enterprises[0]?.conversation_id ?? ''
}

/** A message of 禾味's side, as it was answered to its sender. */
export async function message(s: Story, body = '你们这些人真会拖', by: Actor = 'zhang'): Promise<Message> {
  const conversation = await conversationOf(s, by)
  return act<Message>(s, 'send_message', {
    p_conversation_id: conversation,
    p_kind: 'text',
    p_body: body,
    p_file: null,
    p_application_id: null,
  })
}

/** A picture in the conversation. */
export async function picture(s: Story): Promise<Message> {
  const conversation = await conversationOf(s)
  const path = await upload(s, conversation, { bucket: 'messages' })
  return act<Message>(s, 'send_message', {
    p_conversation_id: conversation,
    p_kind: 'image',
    p_body: null,
    p_file: { path, name: '门口.jpg' },
    p_application_id: null,
  })
}

/** An appeal of zhang, with a picture. */
export async function appeal(s: Story, kind = 'stuck') {
  await s.as('zhang')
  const path = await upload(s, HEWEI, { bucket: 'appeals' })
  return act(s, 'create_appeal', {
    p_enterprise_id: HEWEI,
    p_kind: kind,
    p_title: '骂人的标题',
    p_body: '骂人的话',
    p_application_id: null,
    p_files: [{ path, name: '现场.jpg' }],
  })
}

/** A message that WeChat called risky; gives it and its check. */
export async function heldMessage(s: Story, body?: string): Promise<{ sent: Message; check: string }> {
  const sent = await message(s, body)
  const check = (await checksOf(s, sent.id))[0]?.id ?? ''
  await said(s, check, risky)
  return { sent, check }
}

/** A decision of the group lead, or of who is named. */
export async function decide(
  s: Story,
  check: string,
  decision: 'released' | 'kept',
  reason: string | null = null,
  by: Actor = 'zhou',
) {
  await s.as(by)
  return act(s, 'decide_content', { p_check_id: check, p_decision: decision, p_reason: reason })
}

/** Of each subject something that is held, some of it decided: what contract.test.ts wants to have seen. */
export async function heldBack(s: Story, conversation: string, appealId: string): Promise<void> {
  await s.as('zhang')
  await act(s, 'update_me', { p_name: '张改名', p_phone: '13800000001' })
  await message(s)
  const checks = await s.behind(
    (sql) => sql<Check[]>`
      select id, subject, author_id from private.content_checks
      where subject_id in (select id from public.messages where conversation_id = ${conversation})
        or appeal_id = ${appealId} or subject in ('rating', 'name')
      order by subject, (select m.seq from public.messages m where m.id = subject_id), file is not null, id`,
  )
  for (const { id } of checks) await said(s, id, risky)
  const [first, second] = checks.filter((each) => each.subject === 'message')
  const complaint = checks.find((each) => each.subject === 'appeal')
  await decide(s, first?.id ?? '', 'kept', '换个说法再发')
  await decide(s, second?.id ?? '', 'released')
  await decide(s, complaint?.id ?? '', 'kept', '说事情就好')
  await s.as('zhang')
}
