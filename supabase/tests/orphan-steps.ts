import type { Story } from './harness'

/** What the collector is given. */
export interface Orphan {
  object_id: string
  bucket: string
  path: string
}

/** The objects of these stories were uploaded at the moment they play at, not at the real one. */
export async function uploadedNow(s: Story): Promise<void> {
  await s.behind((sql) => sql`update storage.objects set created_at = private.now()`)
}

export const later = (s: Story, hours: number) =>
  s.behind((sql) => sql`select private.set_clock(private.now() + make_interval(hours => ${hours}))`)

/** Orphans with the reason, as the collector would find them. */
export const orphans = (s: Story) =>
  s.behind(
    (sql) =>
      sql<{ path: string; reason: string }[]>`select path, reason from private.orphan_files() order by path`,
  )

export const claim = async (s: Story, limit = 100) => {
  await s.as('service')
  return s.rpc<Orphan[]>('service_claim_orphans', { p_limit: limit })
}

export const removed = (s: Story, claimed: Orphan[]) =>
  s.rpc<number>('service_orphans_removed', { p_object_ids: claimed.map((each) => each.object_id) })

/** What the Storage API does when the collector asks it to. */
export const takeOut = (s: Story, claimed: Orphan[]) =>
  s.behind(
    (sql) => sql`delete from storage.objects where id in ${sql(claimed.map((each) => each.object_id))}`,
  )
