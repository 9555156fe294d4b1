import { useMemo } from 'react'
import { AppError } from '@/shared/errors'
import { useOnline } from '@/shared/online'
import { tell } from '@/shared/ui/ask'
import { uuid } from '@/shared/uuid'
import { bringFile } from './bring-file'
import { offlineError } from './errors'
import { forgetKeptFile, type KeptFacts, keepFile } from './kept-files'
import type { PickedFile } from './media'
import type { Adapter } from './outbox/adapter'
import type { Outbox } from './outbox/engine'
import { type Entry, problemOf } from './outbox/entry'
import { defineKind, useOutbox, useOutboxView } from './outbox/my-outbox'
import { isStuck, type OutboxView } from './outbox/world'

/** One chosen file on its way up, as a page shows it. */
export interface UploadTask {
  id: string
  /** What the file is for: a material's key, a check point. */
  slot: string
  file: KeptFacts
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
  size: number
  replaces: string | null
  /** The same over retries. */
  requestId: string
}

/** What files are sent for: where they go, and what they belong to. */
export interface Purpose<Context, Answer> {
  kind: `file.${string}`
  bucket: string
  /** Files of the same name stand on the same page. */
  nameOf: (context: Context) => string
  /** A fresh object name; the same file keeps its name over retries. */
  pathFor: (context: Context, file: KeptFacts, id: string) => string
  /** Ties the stored object to its owner. */
  attach: (context: Context, sent: SentFile) => Promise<Answer>
  /** Undoes `attach`, for a file that was given up a moment too late. */
  takeBack?: (context: Context, answer: Answer) => Promise<void>
  /** Errors after which there is nothing left to attach to, and no page that would show the file. */
  tooLate?: readonly string[]
}

interface Waiting<Context> {
  context: Context
  name: string
  slot: string
  replaces: string | null
  path: string
  facts: KeptFacts
  stored: boolean
  /** The server was asked to attach it: it may have done so although no answer came. */
  attaching: boolean
}

export type Uploads<Context> = Purpose<Context, never> & { adapter: Adapter<Waiting<Context>, never> }

/** Makes a purpose known to the outbox: its files go up one by one, a few at a time, also after a restart. */
export function defineUploads<Context, Answer>(purpose: Purpose<Context, Answer>): Uploads<Context> {
  const { kind, bucket, attach, takeBack } = purpose
  const adapter = defineKind<Waiting<Context>, Answer>({
    kind,
    async deliver({ id, body }, hooks) {
      const { slot, path, facts, replaces, context } = body
      let now = body
      const note = (change: Partial<Waiting<Context>>) => {
        now = { ...now, ...change }
        hooks.note(now)
      }
      await bringFile(
        { id, bucket, path, facts, stored: body.stored },
        { ...hooks, stored: (stored) => note({ stored }) },
      )
      note({ attaching: true })
      const { name, size } = facts
      return attach(context, { slot, path, name, size, replaces, requestId: id })
    },
    refused({ body }, error) {
      if (!purpose.tooLate?.includes(error.code)) return 'keep'
      void tell(`「${body.facts.name}」没传上`, [error.message, error.hint].filter(Boolean).join('。'))
      return 'drop'
    },
    begun: (body) => body.attaching,
    takeBack: takeBack && (({ body }, answer) => takeBack(body.context, answer)),
    tidy: ({ id }) => void forgetKeptFile(id),
  })
  return { ...purpose, adapter } as unknown as Uploads<Context>
}

const taskOf = (entry: Entry<Waiting<unknown>>, view: OutboxView, online: boolean): UploadTask => {
  const { slot, facts, replaces } = entry.body
  const percent = view.going.get(entry.id)
  const cut = !online && percent === undefined
  const problem = entry.problem ?? (cut ? problemOf(offlineError()) : null)
  return {
    id: entry.id,
    slot,
    file: facts,
    replaces,
    // On its way but without progress: it waits for its turn among all files of the app.
    state: cut || isStuck(entry, view) ? 'failed' : typeof percent === 'number' ? 'sending' : 'waiting',
    percent: percent ?? 0,
    error:
      problem &&
      new AppError(problem.code, problem.message, problem.hint ?? undefined, undefined, problem.detail),
  }
}

/** The files of one purpose and context that are on their way. */
export function tasksIn<Context>(
  uploads: Uploads<Context>,
  context: Context,
  view: OutboxView,
  online: boolean,
): UploadTask[] {
  const name = uploads.nameOf(context)
  return view.entries.flatMap((entry) => {
    if (entry.kind !== uploads.kind || (entry as Entry<Waiting<Context>>).body.name !== name) return []
    return [taskOf(entry as Entry<Waiting<unknown>>, view, online)]
  })
}

/** What these files belonged to is there no more. */
export function dropUploads(outbox: Outbox, name: string): void {
  for (const entry of outbox.view().entries) {
    if (entry.kind.startsWith('file.') && (entry as Entry<Waiting<unknown>>).body.name === name)
      outbox.dropLane(entry.lane)
  }
}

/** Keeps a chosen file on the device and lets it go up; false when the device has no room to keep it. */
export async function addFile<Context>(
  outbox: Outbox,
  uploads: Uploads<Context>,
  context: Context,
  slot: string,
  picked: PickedFile,
  replaces: string | null,
): Promise<boolean> {
  const id = uuid()
  // Kept first: from here on the file survives the app.
  const { file, kept } = await keepFile(id, picked)
  const facts = { name: file.name, size: file.size, kind: file.kind }
  const added = outbox.add(uploads.adapter, {
    id,
    lane: `file.${id}`,
    body: {
      context,
      name: uploads.nameOf(context),
      slot,
      replaces,
      path: uploads.pathFor(context, facts, id),
      facts,
      stored: false,
      attaching: false,
    },
  })
  return kept && added
}

/** Said when the device cannot keep what waits: it goes up all the same, as long as the app stays open. */
export const DEVICE_FULL = '手机存满了，传完之前先别退出。清一清微信的存储空间就好'

/** Files of a purpose on a page: what is on its way, and everything one can do to it. */
export function useUploads<Context>(uploads: Uploads<Context>, context: Context) {
  const outbox = useOutbox()
  const view = useOutboxView(outbox)
  const online = useOnline()
  const name = uploads.nameOf(context)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the context is what its name says
  const tasks = useMemo(() => tasksIn(uploads, context, view, online), [uploads, name, view, online])
  return {
    tasks,
    /** What is on its way now, also outside a render. */
    list: () => (outbox ? tasksIn(uploads, context, outbox.view(), online) : []),
    /** Takes chosen files; false when the device has no room to keep them over a restart. */
    add: async (slot: string, files: readonly PickedFile[], replaces: string | null = null) => {
      if (!outbox) return true
      const kept = await Promise.all(
        files.map((file) => addFile(outbox, uploads, context, slot, file, replaces)),
      )
      return kept.every(Boolean)
    },
    /** Stops one, or puts a failed one aside. */
    cancel: (id: string) => void outbox?.discard(id),
    /** Tries a failed one again, with the same file. */
    retry: (id: string) => outbox?.retry(id),
  }
}
