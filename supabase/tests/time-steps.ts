import type { ApplicationSummary, LegalClock } from '@/shared/contract'
import { attach, FILLED, move, save, submit } from './filing-steps'
import { HEWEI, STORY_ITEM } from './fixture'
import type { Story } from './harness'

/** Publishes the story item with another limit, department or partner under a code of its own. */
export async function variant(
  s: Story,
  code: string,
  more: Partial<Omit<typeof STORY_ITEM, 'code'>>,
): Promise<void> {
  await s.as('service')
  await s.rpc('import_item', { p_item: { ...STORY_ITEM, name: `故事事项 ${code}`, ...more, code } })
}

/** Files an item as zhang; gives the id. */
export async function filed(s: Story, code = 'ZZ01'): Promise<string> {
  await s.as('zhang')
  const { id } = await s.rpc<{ id: string }>('start_application', {
    p_enterprise_id: HEWEI,
    p_item_code: code,
    p_situation_answers: { who: 'self' },
    p_request_id: s.request(),
  })
  await save(s, id, FILLED)
  await attach(s, id)
  await submit(s, id)
  return id
}

/** Files, accepts and takes it for review, all at the moment that the clock shows; the last actor is the reviewer. */
export async function underReview(s: Story, code = 'ZZ01'): Promise<string> {
  const id = await filed(s, code)
  await s.as('wang')
  await move(s, 'accept_application', id)
  await move(s, 'take_application', id)
  return id
}

/** 周组长 also heads the approval bureau, whose items the stories file. */
export async function headOfSpj(s: Story): Promise<void> {
  await s.behind(
    (sql) => sql`insert into public.staff_roles (person_id, role) values (${s.id('zhou')}, 'head')
                 on conflict do nothing`,
  )
}

export const special = (s: Story, id: string, more: Record<string, unknown> = {}) =>
  move(s, 'start_special_procedure', id, {
    p_kind: 'hearing',
    p_reason: '利害关系人申请听证',
    p_expected_days: 10,
    ...more,
  })

export const resume = (s: Story, id: string, note: string | null = null) =>
  move(s, 'end_special_procedure', id, { p_note: note })

export const extend = (s: Story, id: string, days: unknown = 10, reason: unknown = '案情复杂') =>
  move(s, 'extend_decision', id, { p_days: days, p_reason: reason })

/** Due moments in China, without seconds: 04-08 17:30. */
export function dues(summary: Pick<ApplicationSummary, 'notice' | 'promised' | 'statutory' | 'delivery'>) {
  const at = (clock: LegalClock | null) =>
    clock?.due_at
      ? new Date(Date.parse(clock.due_at) + 8 * 3_600_000).toISOString().slice(5, 16).replace('T', ' ')
      : (clock?.state ?? null)
  return {
    notice: at(summary.notice),
    promised: at(summary.promised),
    statutory: at(summary.statutory),
    delivery: at(summary.delivery),
  }
}

/** Runs what the scheduler would run now; gives how many it touched. */
export async function scheduled(s: Story, job: 'accept_lapsed_notices' | 'warn_lapsing_notices') {
  const [row] = await s.behind((sql) => sql.unsafe<{ n: number }[]>(`select private.${job}() as n`))
  return row?.n
}

/** Who was told what outside the app about an application, by kind. */
export async function toldOutside(s: Story, id: string, kind: string): Promise<string[]> {
  const rows = await s.behind(
    (sql) => sql<{ recipient: string }[]>`
      select recipient from private.outbox where kind = ${kind} and payload ->> 'application_id' = ${id}`,
  )
  return rows.map((row) => row.recipient).sort()
}
