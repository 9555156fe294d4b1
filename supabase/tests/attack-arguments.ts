import type { World } from './attack-world'
import { HEWEI } from './fixture'
import type { Story } from './harness'

/** Every RPC by its arguments, filled in so that only the right is missing. */

/** The thing that each id means, and another one where an RPC calls its argument just p_id. */
const IDS: Record<string, (w: World) => string> = {
  p_application_id: (w) => w.submitted,
  p_appeal_id: (w) => w.appeal,
  p_appointment_id: (w) => w.appointment,
  p_conversation_id: (w) => w.conversation,
  p_enterprise_id: () => HEWEI,
  p_file_id: (w) => w.file,
  p_member_id: (w) => w.member,
  p_slot_id: (w) => w.slot,
  p_task_id: (w) => w.task,
  'get_application.p_id': (w) => w.submitted,
  'get_receipt.p_id': (w) => w.submitted,
  'get_appeal.p_id': (w) => w.appeal,
  'get_appointment.p_id': (w) => w.appointment,
  'get_document.p_id': (w) => w.document,
  'save_draft.p_application_id': (w) => w.draft,
  'submit_application.p_application_id': (w) => w.draft,
  'confirm_member.p_member_id': (w) => w.pending,
  'judge_appeal.p_appeal_id': (w) => w.answered_appeal,
  p_check_id: (w) => w.held,
}

/** Arguments that would do if the person had the right, so that the right is what is refused. */
const REST: Record<string, unknown> = {
  p_answers: {},
  p_accept: true,
  p_body: '正文',
  p_code: 'QX07',
  p_conclusion: 'pass',
  p_consent: true,
  p_days: 3,
  p_department_code: 'scjg',
  p_due_working_days: 3,
  p_ends_on: '2026-12-31',
  p_file_name: 'x.pdf',
  p_files: [],
  p_from: '2026-04-01',
  p_group: 'open',
  p_item_code: 'ZZ01',
  p_key: 'layout',
  p_kind: 'text',
  p_level: 5,
  p_material_key: 'layout',
  p_minutes: 30,
  p_name: '名称',
  p_note: '说明',
  p_number: '1',
  p_outcome: 'ready',
  p_path: `${HEWEI}/x/y.jpg`,
  p_photos: [],
  p_points: [{ target: 'material', key: 'layout', reason: '原因', how_to: null }],
  p_reason: '原因',
  p_row_version: 1,
  p_seq: 1,
  p_situation_answers: { who: 'self' },
  p_solved: true,
  p_target: 'material',
  p_title: '标题',
  p_verdict: 'ok',
  'create_appeal.p_kind': 'stuck',
  'open_slots.p_from': '09:00',
  'open_slots.p_to': '10:00',
  'finish_task.p_outcome': 'agree',
  'decide_content.p_decision': 'released',
  'list_held_content.p_group': 'waiting',
}
/** Not what the RPC is about: another's id may not help here either, so it stays one that would do. */
const SECOND = (w: World, s: Story): Record<string, unknown> => ({
  'book_appointment.p_slot_id': w.free_slot,
  'change_appointment.p_slot_id': w.free_slot,
  'create_appeal.p_application_id': null,
  'send_message.p_application_id': null,
  p_staff_id: s.id('zhou'),
})

export type Signature = { name: string; args: string[]; types: string[] }

export async function signatures(s: Story): Promise<Signature[]> {
  return s.sql<Signature[]>`
    select p.proname as name, coalesce(p.proargnames, '{}') as args,
      (select coalesce(array_agg(format_type(t, null) order by n), '{}') from unnest(p.proargtypes::oid[]) with ordinality x (t, n)) as types
    from pg_proc p
    where p.pronamespace = 'public'::regnamespace
      and has_function_privilege('authenticated', p.oid, 'execute')
    order by 1`
}

export const aims = ({ args, types }: Signature) =>
  args.some((name, n) => types[n] === 'uuid' && name !== 'p_request_id' && name !== 'p_before_id')

/** Good arguments for an RPC that are about the enterprise of the world. */
export function argumentsOf(
  { name, args, types }: Signature,
  world: World,
  s: Story,
): Record<string, unknown> {
  const second = SECOND(world, s)
  return Object.fromEntries(
    args.map((arg, n) => {
      const key = [`${name}.${arg}`, arg].find((k) => k in second || k in REST || k in IDS)
      if (arg === 'p_request_id') return [arg, s.request()]
      if (types[n] === 'uuid') {
        if (key && key in second) return [arg, second[key]]
        if (key && IDS[key]) return [arg, IDS[key](world)]
        if (arg.startsWith('p_before')) return [arg, null]
        throw new Error(`attack-arguments.ts does not know what ${name}(${arg}) is about: name it in IDS`)
      }
      return [arg, key ? REST[key] : null]
    }),
  )
}
