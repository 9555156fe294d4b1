/** What is measured: ten reads of tables, what the screens ask, and the moves. */
import { randomUUID } from 'node:crypto'
import { deskIds } from './skeleton'
import type { Subject } from './subjects'

type Argument = string | number | boolean | null | string[] | Record<string, unknown>

export interface Question {
  name: string
  /** With $1 …; the same words for the person and for the owner of the database. */
  text: string
  who: (s: Subject) => string
  with: (s: Subject) => Argument[]
}

const owner = (s: Subject) => s.owner
const officer = (s: Subject) => s.officer
const clerk = () => deskIds.window(0)

/** Reads of tables under their policies, with the filter said out loud as the screens say it. */
export const READS: Question[] = [
  {
    name: 'my enterprise',
    text: 'select id, name, uscc, address from public.enterprises where id = $1',
    who: owner,
    with: (s) => [s.enterprise],
  },
  {
    name: 'applications of my enterprise',
    text: `select id, number, item_code, state, held_since, promised_due_at, updated_at from public.applications
      where enterprise_id = $1 order by updated_at desc, id limit 20`,
    who: owner,
    with: (s) => [s.enterprise],
  },
  {
    name: 'one application',
    text: 'select id, number, state, situation_answers, held_since from public.applications where id = $1',
    who: (s) => s.find('delivered').owner,
    with: (s) => [s.find('delivered').id],
  },
  {
    name: 'its events',
    text: `select seq, kind, actor_name, at, note, data from public.application_events
      where application_id = $1 order by seq`,
    who: (s) => s.find('delivered').owner,
    with: (s) => [s.find('delivered').id],
  },
  {
    name: 'its materials',
    text: `select key, name, required, applicable from public.application_materials
      where application_id = $1 order by position`,
    who: (s) => s.find('submitted').owner,
    with: (s) => [s.find('submitted').id],
  },
  {
    name: 'its files',
    text: `select id, material_key, path, name, mime, size from public.application_files
      where application_id = $1 order by uploaded_at, id`,
    who: (s) => s.find('submitted').owner,
    with: (s) => [s.find('submitted').id],
  },
  {
    name: 'a page of messages',
    text: `select id, seq, sender_id, side, kind, body, created_at from public.messages
      where conversation_id = $1 order by seq desc limit 30`,
    who: owner,
    with: (s) => [s.conversation],
  },
  {
    name: 'conversations of my 500 (officer)',
    text: `select id, enterprise_id, last_seq, last_at from public.conversations
      where enterprise_id = any ($1) order by last_at desc nulls last, id limit 50`,
    who: officer,
    with: (s) => [s.colleagues()],
  },
  {
    name: 'appeals of my enterprise',
    text: `select id, number, title, state, tier, resolve_due_at from public.appeals
      where enterprise_id = $1 order by created_at desc`,
    who: (s) => s.appellant.owner,
    with: (s) => [s.appellant.enterprise],
  },
  {
    name: 'latest of a department (reviewer)',
    text: `select id, number, state, promised_due_at, updated_at from public.applications
      where department_code = $1 and state <> 'draft' order by updated_at desc limit 30`,
    who: () => deskIds.reviewer(0, 0),
    with: () => ['scjg'],
  },
]

const call = (name: string, args: string[]) =>
  `select public.${name}(${args.map((arg, n) => `${arg} => $${n + 1}`).join(', ')})`

/** The RPCs behind the screens that list and show. */
export const SCREENS: Question[] = [
  { name: 'get_home (owner)', text: call('get_home', []), who: owner, with: () => [] },
  {
    name: 'list_applications open (owner)',
    text: call('list_applications', ['p_enterprise_id', 'p_group']),
    who: owner,
    with: (s) => [s.enterprise, 'open'],
  },
  {
    name: 'list_applications done (owner)',
    text: call('list_applications', ['p_enterprise_id', 'p_group']),
    who: owner,
    with: (s) => [s.enterprise, 'done'],
  },
  {
    name: 'list_applications open (officer)',
    text: call('list_applications', ['p_enterprise_id', 'p_group']),
    who: officer,
    with: () => [null, 'open'],
  },
  {
    name: 'get_application (owner)',
    text: call('get_application', ['p_id']),
    who: (s) => s.find('delivered').owner,
    with: (s) => [s.find('delivered').id],
  },
  { name: 'staff_queue (window)', text: call('staff_queue', []), who: clerk, with: () => [] },
  { name: 'staff_queue (officer)', text: call('staff_queue', []), who: officer, with: () => [] },
  {
    name: 'list_conversations (officer)',
    text: call('list_conversations', []),
    who: officer,
    with: () => [],
  },
  {
    name: 'list_messages (owner)',
    text: call('list_messages', ['p_conversation_id']),
    who: owner,
    with: (s) => [s.conversation],
  },
  { name: 'unread_count (officer)', text: call('unread_count', []), who: officer, with: () => [] },
  {
    name: 'list_appeals (owner)',
    text: call('list_appeals', ['p_enterprise_id']),
    who: (s) => s.appellant.owner,
    with: (s) => [s.appellant.enterprise],
  },
  { name: 'search_items', text: call('search_items', ['p_query']), who: owner, with: () => ['我想开饭馆'] },
  {
    name: 'my_schedule (officer)',
    text: call('my_schedule', ['p_day']),
    who: officer,
    with: () => ['2026-04-02'],
  },
]

/** The RPCs that change something; each is rolled back after it was timed. */
export const MOVES: Question[] = [
  {
    name: 'start_application',
    text: call('start_application', [
      'p_enterprise_id',
      'p_item_code',
      'p_situation_answers',
      'p_request_id',
    ]),
    who: owner,
    with: (s) => [s.enterprise, 'QX01', {}, randomUUID()],
  },
  {
    name: 'save_draft',
    text: call('save_draft', ['p_application_id', 'p_answers', 'p_situation_answers', 'p_request_id']),
    who: (s) => s.find('draft').owner,
    with: (s) => {
      const { id, answers } = s.find('draft')
      return [id, Object.fromEntries(Object.entries(answers).slice(0, 2)), null, randomUUID()]
    },
  },
  {
    name: 'submit_application',
    text: call('submit_application', ['p_application_id', 'p_consent', 'p_request_id']),
    who: (s) => s.find('draft').owner,
    with: (s) => [s.find('draft').id, true, randomUUID()],
  },
  {
    name: 'take_application (window)',
    text: call('take_application', ['p_application_id', 'p_row_version', 'p_request_id']),
    who: clerk,
    with: (s) => [s.find('submitted').id, s.find('submitted').version, randomUUID()],
  },
  {
    name: 'accept_application (window)',
    text: call('accept_application', ['p_application_id', 'p_row_version', 'p_request_id']),
    who: clerk,
    with: (s) => [s.find('submitted').id, s.find('submitted').version, randomUUID()],
  },
  {
    name: 'approve_application (reviewer)',
    text: call('approve_application', ['p_application_id', 'p_note', 'p_row_version', 'p_request_id']),
    who: (s) => s.find('reviewing').reviewer,
    with: (s) => [s.find('reviewing').id, '同意', s.find('reviewing').version, randomUUID()],
  },
  {
    name: 'send_message',
    text: call('send_message', [
      'p_conversation_id',
      'p_kind',
      'p_body',
      'p_file',
      'p_application_id',
      'p_request_id',
    ]),
    who: owner,
    with: (s) => [s.conversation, 'text', '请问什么时候能好？', null, null, randomUUID()],
  },
  {
    name: 'mark_read (officer)',
    text: call('mark_read', ['p_conversation_id', 'p_seq']),
    who: officer,
    with: (s) => [s.conversation, s.lastSeq],
  },
  {
    name: 'book_appointment',
    text: call('book_appointment', ['p_application_id', 'p_slot_id', 'p_request_id']),
    who: (s) => s.find('submitted').owner,
    with: (s) => [s.find('submitted').id, s.find('submitted').slot, randomUUID()],
  },
  {
    name: 'create_appeal',
    text: call('create_appeal', [
      'p_enterprise_id',
      'p_kind',
      'p_title',
      'p_body',
      'p_application_id',
      'p_files',
      'p_request_id',
    ]),
    who: owner,
    with: (s) => [s.enterprise, 'stuck', '没有动静', '交了三天没有消息', null, [], randomUUID()],
  },
]
