import { useState, useSyncExternalStore } from 'react'
import { type MediaSource, pickFiles } from '@/platform/media'
import { DEVICE_FULL, useUploads } from '@/platform/uploads'
import type { AppointmentDetail } from '@/shared/contract'
import { fileProblem } from '@/shared/file-kind'
import { notPicked } from '@/shared/not-picked'
import { nextOpen, openPoints, PHOTO_KINDS, PHOTOS_MAX, type Point, type Verdict } from './model'
import { checkPhotos, recordKeeper, serverPoint } from './my-record'

/** The record of a check under the officer's hands: points, photos, conclusion. */
export function useRecord(detail: AppointmentDetail, user: string) {
  const keeper = recordKeeper(user, detail.id)
  const unsaved = useSyncExternalStore(keeper.subscribe, keeper.read, keeper.read)
  const queue = useUploads(checkPhotos, { user, id: detail.id })
  const { tasks } = queue
  const [chosen, setCurrent] = useState<string | null>(null)
  const [refused, setRefused] = useState<{ key: string; reasons: string[] } | null>(null)

  const points = detail.check_points
  const point = (key: string): Point => unsaved.edits[key]?.point ?? serverPoint(detail, key)
  const open = openPoints(points, point)
  const current = chosen ?? open[0]?.id ?? null
  const change = (key: string, wish: Partial<Point>) => keeper.change(key, serverPoint(detail, key), wish)

  return {
    points,
    point,
    /** Points that are not decided yet. */
    open,
    edit: (key: string) => unsaved.edits[key],
    /** The point that keys 1 2 3 judge. */
    current,
    setCurrent,
    /** To the next point that is still open. */
    advance: () => {
      const next = nextOpen(points, point, current)
      setCurrent(next)
      return next
    },
    move: (steps: number) => {
      const at = points.findIndex(({ id }) => id === current)
      const next = points[Math.min(points.length - 1, Math.max(0, at + steps))]
      if (next) setCurrent(next.id)
      return next?.id ?? null
    },
    judge: (key: string, verdict: Verdict) => {
      change(key, { verdict })
      void keeper.send(key)
      // What is to be mended needs a word first; after the others the next point is looked at.
      const of = (each: string) => (each === key ? { ...point(key), verdict } : point(each))
      setCurrent(verdict === 'ok' ? (nextOpen(points, of, key) ?? key) : key)
    },
    write: (key: string, note: string) => change(key, { note }),
    save: (key: string) => void keeper.send(key),
    saveAll: () => keeper.sendAll(),
    closing: unsaved.closing,
    close: keeper.close.bind(keeper),
    forget: () => keeper.forget(),
    tasks,
    refused,
    photograph: async (key: string, source: MediaSource) => {
      const room = PHOTOS_MAX - point(key).photos.length - tasks.filter(({ slot }) => slot === key).length
      if (room <= 0) {
        setRefused({ key, reasons: [`一点最多 ${PHOTOS_MAX} 张，去掉一张再拍`] })
        return
      }
      try {
        const files = await pickFiles(source, room)
        const reasons = files.map((file) => fileProblem(file, PHOTO_KINDS))
        const said = reasons.filter((reason) => reason !== null)
        setRefused({ key, reasons: said })
        const good = files.filter((_, at) => reasons[at] === null)
        if (!(await queue.add(key, good))) setRefused({ key, reasons: [...said, DEVICE_FULL] })
      } catch (error) {
        setRefused({ key, reasons: [notPicked(error)] })
      }
    },
    removePhoto: (key: string, path: string) => {
      change(key, { photos: point(key).photos.filter((photo) => photo.path !== path) })
      void keeper.send(key)
    },
    retryPhoto: (id: string) => queue.retry(id),
    cancelPhoto: (id: string) => queue.cancel(id),
  }
}

export type CheckRecord = ReturnType<typeof useRecord>
