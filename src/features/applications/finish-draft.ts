import { outboxOf } from '@/platform/outbox/my-outbox'
import { dropUploads } from '@/platform/uploads'
import { draftLane } from './draft-kind'
import { draftShelf } from './draft-shelf'

/** Filed or deleted here: their forms are not put on the shelf again by a page that is just closing. */
const finished = new Set<string>()

export const isFinished = (id: string): boolean => finished.has(id)

/** A draft was filed or deleted: nothing of it stays on the device. */
export function finishDraft(user: string, id: string): void {
  finished.add(id)
  const outbox = outboxOf(user)
  outbox.dropLane(draftLane(id))
  dropUploads(outbox, `application.${id}`)
  draftShelf.drop(user, id)
}
