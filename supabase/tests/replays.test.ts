import { randomUUID } from 'node:crypto'
import { describe, expect } from 'vitest'
import { demoPerson } from '../local/demo/people'
import { type Story, stories } from './harness'
import { REPLAY_CALLS } from './replay-calls'
import type { ReplayCall } from './replay-steps'

const { story } = stories()

/** RPCs that change something and take no request id, each with the reason why calling twice does no harm. */
const WITHOUT_REQUEST_ID: Record<string, string> = {
  mark_read: 'moves forward only: a second call finds the mark there',
  import_item: 'the same content is the same version',
  revoke_code: 'a state, set: revoked stays revoked',
  restore_code: 'a state, set: active stays active',
  resolve_code: 'changes nothing but the count of guesses',
  check_document: 'changes nothing but the count of guesses',
  preview_calendar_edit: 'changes nothing: what it tries is rolled back',
  preview_calendar_year: 'changes nothing: what it tries is rolled back',
  preview_hall_hours: 'changes nothing: what it tries is rolled back',
  report_client_error: 'a count of faults, in which one more or less says the same',
  export_my_data: 'changes nothing but the count of exports',
  service_hit_limit: 'the count is what is asked for',
  service_claim_orphans: 'what was claimed and not removed is handed out again, until it is',
  service_orphans_removed: 'a state, set: removed stays removed',
  service_wechat_token: 'a lease is given once, and runs out by itself',
  service_keep_wechat_token: 'a state, set: kept from the holder of the lease, once',
  service_release_wechat_lease: 'a state, set: what is given back stays so',
  service_new_phone_code: 'the limit is what stops a second one',
  service_use_phone_code: 'used once is the point of it',
  service_link_phone: 'one row for each number, made once',
  service_confirm_phone: 'a state, set: the same number of the same person stays it',
  service_link_wechat: 'one row for each openid, made once',
  service_record_check: 'the first check of an object is kept',
  open_call: 'changes nothing but the count of calls',
  service_record_content: 'what is settled stays as it is',
  service_media_answer: 'the first answer about a picture is kept',
  service_claim_outbox: 'what is claimed is nobody else’s, until the lease runs out',
  service_mark_sent: 'a state, set: sent stays sent',
  service_mark_failed: 'from whoever holds it, once: then nobody does',
  service_message_step: 'what was begun is asked about, and never begun a second time',
  service_message_outcome: 'a sending ends once; what comes later decides nothing',
  service_subscription_event: 'a state, set: what ended stays ended',
}

/** Staff actions without a row version, each with the reason why what a colleague just did cannot be lost by it. */
const WITHOUT_ROW_VERSION: Record<string, string> = {
  set_verdict: 'a note beside one point; the notice to the applicant is what takes a version',
  answer_pre_check: 'answers the one open question; a second answer finds none (BB005)',
  create_task: 'adds; the same open task is refused (BB020)',
  confirm_member: 'from pending once; a second one is told so (BB005)',
  open_slots: "one's own time; what is open stays open",
  close_slot: "one's own time; a booked one is refused (BB010)",
  record_finding: 'one officer alone records, while the call runs',
  reply_appeal: 'adds to a conversation, for either side',
  edit_calendar: 'edits wait for each other, and each keeps what stood there before',
  publish_calendar_year: 'a year is loaded once (BB061)',
  set_hall_hours: 'edits wait for each other, and each keeps what stood there before',
  reveal_personal_data: 'reads, and writes down that it did',
  decide_content: 'decided once; a second one is told so (BB110)',
}

/** Staff actions that carry the row version which was seen. */
const WITH_ROW_VERSION = [
  'accept_application',
  'answer_appeal',
  'approve_application',
  'conclude_appointment',
  'decline_application',
  'deny_application',
  'end_special_procedure',
  'escalate_appeal',
  'extend_decision',
  'finish_task',
  'hand_over_appeal',
  'issue_correction',
  'issue_result',
  'refuse_extension',
  'request_extension',
  'start_special_procedure',
  'take_application',
  'take_task',
]

type Rpc = { name: string; volatile: boolean; params: { name: string; type: string }[] }

/** Every function that the API shows, from the catalogs. */
async function rpcs(s: Story): Promise<Rpc[]> {
  return s.sql<Rpc[]>`
    select p.proname as name, p.provolatile = 'v' as volatile, coalesce((
      select jsonb_agg(jsonb_build_object('name', n, 'type', format_type(t, null)) order by i)
      from unnest(p.proargnames[1:p.pronargs], p.proargtypes::oid[]) with ordinality u (n, t, i)), '[]') as params
    from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prokind = 'f' order by 1`
}

const takes = (rpc: Rpc, param: string) => rpc.params.some(({ name }) => name === param)

/** Another value of that type, which the RPC has not seen. */
function another(type: string, value: unknown): unknown {
  switch (type) {
    case 'uuid':
      return randomUUID()
    case 'integer':
    case 'bigint':
      return Number(value ?? 0) + 1
    case 'boolean':
      return !value
    case 'date':
      return '2026-11-30'
    case 'time without time zone':
      return '09:15'
    case 'jsonb':
      return Array.isArray(value) ? [...value, { other: 1 }] : { ...(value as object), other: '1' }
    case 'text':
      return `${value ?? ''}改`
    default:
      throw new Error(`No other value known for ${type}`)
  }
}

/** What lies in every table, to the place of each row: any write shows, also one that changes no value. */
async function everything(s: Story): Promise<Record<string, string>> {
  return s.behind(async (sql) => {
    const tables = await sql<{ name: string }[]>`
      select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and not c.relispartition
        and n.nspname in ('public', 'private', 'auth', 'storage', 'realtime')`
    const parts = tables.map(
      ({
        name,
      }) => `select '${name}' as name, count(*) || ':' || coalesce(md5(string_agg(t.tableoid || t.ctid::text
        || t::text, '' order by t.tableoid, t.ctid)), '') as mark from ${name} t`,
    )
    const rows = await sql.unsafe<{ name: string; mark: string }[]>(parts.join(' union all '))
    return Object.fromEntries(rows.map(({ name, mark }) => [name, mark]))
  })
}

describe('from the catalogs', () => {
  story(
    'every RPC with a request id has a prepared call in replay-calls.ts, and no call is left over',
    async (s) => {
      const named = (await rpcs(s)).filter((rpc) => takes(rpc, 'p_request_id')).map(({ name }) => name)
      expect(Object.keys(REPLAY_CALLS).sort()).toEqual(named)
    },
  )

  story('every other RPC only reads, or says why it may be called twice', async (s) => {
    const others = (await rpcs(s)).filter((rpc) => rpc.volatile && !takes(rpc, 'p_request_id'))
    expect(Object.keys(WITHOUT_REQUEST_ID).sort()).toEqual(others.map(({ name }) => name))
  })

  story('every action of staff has a row version, or says why it needs none', async (s) => {
    const byStaff = (await rpcs(s)).filter(({ name }) => {
      const by = REPLAY_CALLS[name]?.by
      return by !== undefined && demoPerson(by as 'li').staff != null
    })
    const held = byStaff.filter((rpc) => takes(rpc, 'p_row_version')).map(({ name }) => name)
    expect(WITH_ROW_VERSION).toEqual(held)
    const bare = byStaff.filter((rpc) => !takes(rpc, 'p_row_version')).map(({ name }) => name)
    expect(Object.keys(WITHOUT_ROW_VERSION).sort()).toEqual(bare)
  })
})

describe('a request that is sent again', () => {
  for (const [name, call] of Object.entries(REPLAY_CALLS)) {
    story(
      `${name}: the same answer and no second effect; other content under its id is refused`,
      async (s) => {
        const rpc = (await rpcs(s)).find((one) => one.name === name) as Rpc
        const args: Record<string, unknown> = { ...(await call.args(s)), p_request_id: s.request() }
        await s.as(call.by)
        const first = await s.rpc(name, args)
        const before = await everything(s)
        expect(await s.rpc(name, args)).toEqual(first)
        expect(await everything(s)).toEqual(before)
        if (call.anyContent) return
        for (const { name: param, type } of rpc.params) {
          if (param === 'p_request_id') continue
          const changed = { ...args, [param]: another(type, args[param]) }
          await s
            .expectError(call.refusedBefore?.[param] ?? 'BB003', () => s.rpc(name, changed))
            .catch((error) => {
              throw new Error(`${param}: ${(error as Error).message}`, { cause: error })
            })
        }
      },
    )
  }
})

describe('a colleague who was faster', () => {
  for (const name of WITH_ROW_VERSION) {
    story(`${name}: what was seen before his move is refused`, async (s) => {
      const { by, args: prepare } = REPLAY_CALLS[name] as ReplayCall
      const args = await prepare(s)
      await s.as(by)
      const before = await everything(s)
      for (const p_row_version of [Number(args.p_row_version) - 1, Number(args.p_row_version) + 1, null])
        await s.expectError('BB006', () => s.rpc(name, { ...args, p_row_version, p_request_id: s.request() }))
      expect(await everything(s)).toEqual(before)
    })
  }
})
