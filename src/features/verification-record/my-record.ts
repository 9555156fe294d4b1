import { onlineManager } from '@tanstack/react-query'
import { newRequestId } from '@/platform/rpc'
import { forget, keep, readKept } from '@/platform/storage'
import { defineUploads } from '@/platform/uploads'
import type { AppointmentDetail, Finding } from '@/shared/contract'
import { queryClient } from '@/shared/query'
import { keys } from '@/shared/query-keys'
import { getAppointment, recordFinding } from './api'
import { type Point, pointOf } from './model'
import { RecordKeeper, type Unsaved } from './record-keeper'

/** One keeper a check for the whole app: leaving the page stops no save. */
const keepers = new Map<string, RecordKeeper>()

const detailOf = (id: string) => queryClient.getQueryData<AppointmentDetail>(keys.appointment(id))

/** What the server has of a point. */
export function serverPoint(detail: AppointmentDetail | undefined, key: string): Point {
  return pointOf(detail?.findings.find((finding) => finding.key === key))
}

function take(id: string, finding: Finding): void {
  queryClient.setQueryData<AppointmentDetail>(keys.appointment(id), (detail) =>
    detail
      ? { ...detail, findings: [...detail.findings.filter(({ key }) => key !== finding.key), finding] }
      : detail,
  )
}

/** The keeper of one person's record of one check; `bb.own.` leaves the device on sign-out. */
export function recordKeeper(user: string, id: string): RecordKeeper {
  const name = `${user}.${id}`
  const known = keepers.get(name)
  if (known) return known
  const shelf = `bb.own.record.${name}`
  const keeper = new RecordKeeper({
    save: async (key, { verdict, note, photos }, requestId) =>
      // `send` lets decided points through only.
      recordFinding(id, { key, verdict: verdict ?? 'unclear', note, photos: [...photos] }, requestId),
    saved: (finding) => take(id, finding),
    newId: newRequestId,
    read: () => readKept<Unsaved>(shelf),
    write: (unsaved) => {
      if (unsaved) keep(shelf, unsaved)
      else forget(shelf)
    },
  })
  keepers.set(name, keeper)
  onlineManager.subscribe((online) => {
    if (online) keeper.retryCut()
  })
  return keeper
}

/** Photos of a check on their way; one that has arrived belongs to its point. */
export const checkPhotos = defineUploads<{ user: string; id: string }, void>({
  kind: 'file.check',
  bucket: 'verification',
  nameOf: ({ id }) => `verification.${id}`,
  pathFor: ({ id }, file, taskId) => `${id}/${taskId}.${file.kind}`,
  attach: async ({ user, id }, { slot, path, name }) => {
    // After a restart nobody may have opened the check yet: the record must not forget what the server has.
    const detail = detailOf(id) ?? (await getAppointment(id))
    recordKeeper(user, id).addPhoto(slot, serverPoint(detail, slot), { path, name })
  },
})
