import { json, postJson, Refusal } from '../_shared/http.ts'
import type { ServiceClient } from '../_shared/service-client.ts'
import type { StoredObjects } from '../_shared/stored-objects.ts'

export interface CollectOrphansDeps {
  service: Pick<ServiceClient, 'rpc'>
  objects: Pick<StoredObjects, 'remove'>
  /** What only the scheduler and this function know. */
  secret: string
  log(line: string): void
}

interface Orphan {
  object_id: string
  bucket: string
  path: string
}

/** Objects a batch: as many names as Storage takes in one call; a batch that fails is tried again whole. */
const BATCH = 1000
/** At most so many batches a run, since a function on hosted may run for 150 seconds; the next night goes on. */
const BATCHES = 10

/**
 * Removes uploads that belong to nothing: claims a batch, takes its objects out of Storage, marks what is gone,
 * until none are left. Killed anywhere it does no harm: what was claimed and not marked is claimed again.
 */
export function handleCollectOrphans(request: Request, deps: CollectOrphansDeps): Promise<Response> {
  return postJson(request, async () => {
    if (!(await same(request.headers.get('x-schedule-secret') ?? '', deps.secret))) {
      throw new Refusal(401, 'UNAUTHORIZED', '这一步只由系统自己做')
    }
    let removed = 0
    for (let batch = 0; batch < BATCHES; batch += 1) {
      const orphans = await deps.service.rpc<Orphan[]>('service_claim_orphans', { p_limit: BATCH })
      if (orphans.length === 0) break
      removed += await removeAll(deps, orphans)
    }
    deps.log(`collect-orphans: ${removed} removed`)
    return json({ removed })
  })
}

async function removeAll({ service, objects, log }: CollectOrphansDeps, orphans: Orphan[]): Promise<number> {
  let removed = 0
  for (const bucket of new Set(orphans.map((orphan) => orphan.bucket))) {
    const here = orphans.filter((orphan) => orphan.bucket === bucket)
    try {
      await objects.remove(
        bucket,
        here.map((orphan) => orphan.path),
      )
      removed += await service.rpc<number>('service_orphans_removed', {
        p_object_ids: here.map((orphan) => orphan.object_id),
      })
    } catch (error) {
      // The other buckets go on; these stay claimed and are given again.
      log(`collect-orphans: ${here.length} of ${bucket} not removed: ${(error as Error).message}`)
    }
  }
  return removed
}

/** Compared by their hashes: how long it takes tells nothing of how much was right. */
async function same(one: string, other: string): Promise<boolean> {
  const hash = async (text: string) =>
    new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  const [a, b] = await Promise.all([hash(one), hash(other)])
  return a.every((byte, at) => byte === b[at])
}
