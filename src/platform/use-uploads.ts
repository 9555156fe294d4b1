import { onlineManager } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { uuid } from '@/shared/uuid'
import { checkFile } from './check-file'
import { forgetKeptFile, keepFile, readKeptFile } from './kept-files'
import { forget, keep, readKept } from './storage'
import { startUpload } from './upload'
import {
  type KeptTask,
  type QueueWorld,
  UploadQueue,
  type UploadShelf,
  type UploadTask,
} from './upload-queue'

/** One queue a purpose for the whole app: leaving the page does not stop a file. */
const queues = new Map<string, UploadQueue>()

function shelfOf(name: string): UploadShelf {
  const key = `bb.own.uploads.${name}`
  return {
    keepFile,
    readFile: ({ id, facts }) => readKeptFile(id, facts),
    forgetFile: (id) => void forgetKeptFile(id),
    read: () => readKept<KeptTask[]>(key) ?? [],
    write: (tasks) => {
      if (tasks.length > 0) keep(key, tasks)
      else forget(key)
    },
  }
}

/** The queue of this name (`application.<id>`), made at first use. */
export function uploadQueue(
  name: string,
  world: Pick<QueueWorld, 'bucket' | 'pathFor' | 'attach'>,
): UploadQueue {
  const known = queues.get(name)
  if (known) return known
  const queue = new UploadQueue({
    ...world,
    check: (path) => checkFile(world.bucket, path),
    start: startUpload,
    newId: uuid,
    shelf: shelfOf(name),
  })
  queues.set(name, queue)
  onlineManager.subscribe((online) => {
    if (online) queue.retryCut()
  })
  return queue
}

/** What is on its way in a queue. */
export function useUploadTasks(queue: UploadQueue): readonly UploadTask[] {
  return useSyncExternalStore(queue.subscribe, queue.list, queue.list)
}
