import { type AppError, toAppError } from '@/shared/errors'
import { isGone } from '@/shared/refused-file'
import type { PickedFile } from './media'
import type { Upload, UploadWish } from './upload'

/** One chosen file on its way up. */
export interface UploadTask {
  id: string
  /** What the file is for: a material's key, a check point, a message. */
  slot: string
  file: PickedFile
  /** The file that this one takes the place of. */
  replaces: string | null
  state: 'waiting' | 'sending' | 'failed'
  /** 0 to 100. */
  percent: number
  error: AppError | null
}

/** A file that Storage has, to be tied to what it belongs to. */
export interface SentFile {
  slot: string
  path: string
  name: string
  replaces: string | null
  /** The same over retries. */
  requestId: string
}

/** A task without its file, as the device remembers it. */
export interface KeptTask {
  id: string
  slot: string
  replaces: string | null
  path: string
  stored: boolean
  requestId: string
  facts: Pick<PickedFile, 'name' | 'size' | 'kind'>
}

/** Where files wait when the app is closed before they went up. */
export interface UploadShelf {
  /** Gives the file to use from then on: WeChat moves it. */
  keepFile: (id: string, file: PickedFile) => Promise<PickedFile>
  readFile: (task: KeptTask) => Promise<PickedFile | null>
  forgetFile: (id: string) => void
  read: () => KeptTask[]
  write: (tasks: KeptTask[]) => void
}

export interface QueueWorld {
  bucket: string
  /** A fresh object name; the same file keeps its name over retries. */
  pathFor: (file: PickedFile, id: string) => string
  /** Has the server look into the stored object; the same answer each time. */
  check: (path: string) => Promise<void>
  /** Ties the stored object to its owner; the task stays until this has settled. */
  attach: (sent: SentFile) => Promise<void>
  start: (wish: UploadWish) => Upload
  newId: () => string
  shelf: UploadShelf
}

interface Work {
  /** The device has the file: it may go. */
  ready: boolean
  path: string
  stored: boolean
  requestId: string
  upload: Upload | null
}

/** Two at a time: one fills a phone's uplink, two hide the pauses between. */
const AT_ONCE = 2
/** Repainting more often than the eye sees costs WeChat a setData each. */
const STEP_PERCENT = 4

/**
 * Files on their way up: each with its own progress, cancel and retry. A failed one keeps its file; an object
 * that had arrived before the answer was lost is not sent again.
 */
export class UploadQueue {
  private tasks: readonly UploadTask[] = []
  private readonly work = new Map<string, Work>()
  private readonly listeners = new Set<() => void>()

  constructor(private readonly world: QueueWorld) {
    for (const kept of world.shelf.read()) void this.resume(kept)
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  readonly list = (): readonly UploadTask[] => this.tasks

  /** Takes chosen files for a slot; they start at once, a few at a time. */
  add(slot: string, files: readonly PickedFile[], replaces: string | null = null): void {
    const added = files.map((file): UploadTask => {
      const id = this.world.newId()
      this.work.set(id, {
        ready: false,
        path: this.world.pathFor(file, id),
        stored: false,
        requestId: this.world.newId(),
        upload: null,
      })
      return { id, slot, file, replaces, state: 'waiting', percent: 0, error: null }
    })
    this.show([...this.tasks, ...added])
    for (const task of added) void this.keep(task)
  }

  /** Stops one, or puts a failed one aside. */
  cancel(id: string): void {
    this.work.get(id)?.upload?.cancel()
    this.drop(id)
    this.pump()
  }

  /** Tries a failed one again, with the same file. */
  retry(id: string): void {
    this.set(id, (task) => (task.state === 'failed' ? { state: 'waiting', error: null } : {}))
    this.pump()
  }

  /** The network is back: what it cut goes on by itself. */
  retryCut(): void {
    for (const task of this.tasks) if (task.error?.code === 'offline') this.retry(task.id)
  }

  private async keep(task: UploadTask): Promise<void> {
    const file = await this.world.shelf.keepFile(task.id, task.file)
    const work = this.work.get(task.id)
    if (!work) return this.world.shelf.forgetFile(task.id)
    work.ready = true
    this.set(task.id, () => ({ file }))
    this.remember()
    this.pump()
  }

  /** Goes on with what an earlier run of the app did not finish. */
  private async resume({ id, slot, replaces, path, stored, requestId, facts }: KeptTask): Promise<void> {
    const kept = { id, slot, replaces, path, stored, requestId, facts }
    const file = await this.world.shelf.readFile(kept)
    if (!file || this.work.has(id)) return
    this.work.set(id, { ready: true, path, stored, requestId, upload: null })
    this.show([...this.tasks, { id, slot, file, replaces, state: 'waiting', percent: 0, error: null }])
    this.pump()
  }

  private remember(): void {
    this.world.shelf.write(
      this.tasks.flatMap(({ id, slot, replaces, file }) => {
        const work = this.work.get(id)
        if (!work?.ready) return []
        const { path, stored, requestId } = work
        const facts = { name: file.name, size: file.size, kind: file.kind }
        return [{ id, slot, replaces, path, stored, requestId, facts }]
      }),
    )
  }

  private pump(): void {
    const free = AT_ONCE - this.tasks.filter((task) => task.state === 'sending').length
    const able = this.tasks.filter((task) => task.state === 'waiting' && this.work.get(task.id)?.ready)
    for (const task of able.slice(0, Math.max(0, free))) {
      this.set(task.id, () => ({ state: 'sending' }))
      void this.run(task)
    }
  }

  private async run(task: UploadTask): Promise<void> {
    const work = this.work.get(task.id)
    if (!work) return
    try {
      if (!work.stored) await this.send(task, work)
      if (!this.work.has(task.id)) return
      work.stored = true
      this.remember()
      this.set(task.id, () => ({ percent: 100 }))
      await this.world.check(work.path)
      // Put aside while the server looked: nothing is tied to it, and Storage forgets it in a day.
      if (!this.work.has(task.id)) return
      const { slot, replaces } = task
      await this.world.attach({
        slot,
        path: work.path,
        name: task.file.name,
        replaces,
        requestId: work.requestId,
      })
      this.drop(task.id)
    } catch (error) {
      const problem = toAppError(error)
      // Waited a day or longer on this device: the retry sends the bytes again.
      if (isGone(problem)) work.stored = false
      if (problem.code === 'cancelled') this.drop(task.id)
      else this.set(task.id, () => ({ state: 'failed', error: problem }))
      this.remember()
    }
    this.pump()
  }

  private async send(task: UploadTask, work: Work): Promise<void> {
    work.upload = this.world.start({
      bucket: this.world.bucket,
      path: work.path,
      file: task.file,
      onProgress: (percent) => {
        const shown = this.tasks.find((each) => each.id === task.id)?.percent ?? 0
        if (percent - shown >= STEP_PERCENT) this.set(task.id, () => ({ percent }))
      },
    })
    try {
      await work.upload.done
    } catch (error) {
      // The object is there already: an earlier try arrived, only its answer did not.
      if (toAppError(error).code !== 'upload_exists') {
        this.set(task.id, () => ({ percent: 0 }))
        throw error
      }
    } finally {
      work.upload = null
    }
  }

  private set(id: string, change: (task: UploadTask) => Partial<UploadTask>): void {
    this.show(this.tasks.map((task) => (task.id === id ? { ...task, ...change(task) } : task)))
  }

  private drop(id: string): void {
    this.work.delete(id)
    this.world.shelf.forgetFile(id)
    this.show(this.tasks.filter((task) => task.id !== id))
    this.remember()
  }

  private show(tasks: readonly UploadTask[]): void {
    this.tasks = tasks
    for (const listener of this.listeners) listener()
  }
}
