import { z } from 'zod'
import { type Frame, json, postJson } from '../_shared/http.ts'
import type { Notes } from '../_shared/log-line.ts'
import { schedulerOnly } from '../_shared/scheduler-only.ts'
import type { ServiceClient } from '../_shared/service-client.ts'
import type { StoredObjects } from '../_shared/stored-objects.ts'

export interface CollectOrphansDeps {
  frame: Frame
  service: Pick<ServiceClient, 'rpc'>
  objects: Pick<StoredObjects, 'remove'>
  /** What only the scheduler and this function know. */
  secret: string
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
  return postJson(request, deps.frame, { input: z.object({}) }, async (_, { note }) => {
    await schedulerOnly(request, deps.secret)
    let removed = 0
    for (let batch = 0; batch < BATCHES; batch += 1) {
      const orphans = await deps.service.rpc<Orphan[]>('service_claim_orphans', { p_limit: BATCH })
      if (orphans.length === 0) break
      removed += await removeAll(deps, orphans, note)
    }
    note({ removed })
    return json({ removed })
  })
}

async function removeAll(
  { service, objects }: CollectOrphansDeps,
  orphans: Orphan[],
  note: (notes: Notes) => void,
): Promise<number> {
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
    } catch {
      // The other buckets go on; these stay claimed and are given again.
      note({ [`not_removed_${bucket}`]: here.length })
    }
  }
  return removed
}
