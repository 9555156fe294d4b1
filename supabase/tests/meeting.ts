import type { Story } from './harness'

/** Gives back when somebody's statement waits for a lock, which proves that two really meet. */
async function someoneWaits(s: Story): Promise<void> {
  const end = Date.now() + 15_000
  while (Date.now() < end) {
    const waiting = await s.behind(async (sql) => {
      // Within a transaction the activity is read once and kept: forget it to see it anew.
      await sql`select pg_stat_clear_snapshot()`
      return sql`select from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock' and state = 'active'`
    })
    if (waiting.length > 0) return
  }
  throw new Error('Nobody waits')
}

/** Runs the second while the first is not committed, then commits the first; gives what became of the second. */
export async function meet(
  first: Story,
  a: () => Promise<unknown>,
  b: () => Promise<unknown>,
): Promise<{ first: unknown; code?: string; second?: unknown }> {
  const one = await a()
  const two = b().then(
    (answer) => ({ second: answer }),
    (error) => ({ code: (error as { code: string }).code }),
  )
  await someoneWaits(first)
  await first.commit()
  return { first: one, ...(await two) }
}

/** A second pair of hands: 周组长 also serves the window and reviews for the same bureau. */
async function secondClerk(s: Story): Promise<void> {
  await s.behind(
    (sql) => sql`insert into public.staff_roles (person_id, role)
                 select ${s.id('zhou')}, r from unnest('{window,reviewer}'::public.staff_role[]) r on conflict do nothing`,
  )
}

/** What stands before the race, committed; gives what was made. */
export async function prepared<T>(begin: () => Promise<Story>, run: (s: Story) => Promise<T>): Promise<T> {
  const s = await begin()
  await secondClerk(s)
  const made = await run(s)
  await s.commit()
  return made
}
