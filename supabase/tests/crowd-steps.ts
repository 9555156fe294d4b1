import { act } from './contract-steps'
import { CROWD } from './crowd'
import { attach, FILLED, save } from './filing-steps'
import { HEWEI } from './fixture'
import type { Story } from './harness'

/** Fifty agents of one shop, each with a draft that lacks nothing. */
export async function fiftyDrafts(s: Story): Promise<{ by: string; id: string }[]> {
  await s.behind((sql) => sql`update private.rate_limits set max = 100000`)
  const made: { by: string; id: string }[] = []
  for (let n = 0; n < CROWD; n += 1) {
    const by = await s.newPerson(`经办${n}`)
    await s.behind(
      (sql) => sql`insert into public.enterprise_members (enterprise_id, person_id, role, state, ends_on)
        values (${HEWEI}, ${by}, 'agent', 'active', '2026-12-31')`,
    )
    await s.as(by)
    const { id } = await act(s, 'start_application', {
      p_enterprise_id: HEWEI,
      p_item_code: 'ZZ01',
      p_situation_answers: { who: 'self' },
    })
    await save(s, id, FILLED)
    await attach(s, id, 'layout', { by })
    made.push({ by, id })
  }
  return made
}
