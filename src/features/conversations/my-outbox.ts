import { onlineManager } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { checkFile } from '@/platform/check-file'
import { forgetKeptFile, readKeptFile } from '@/platform/kept-files'
import { useSession } from '@/platform/session'
import { keep, readKept } from '@/platform/storage'
import { startUpload } from '@/platform/upload'
import type { Message } from '@/shared/contract'
import { AppError, toAppError } from '@/shared/errors'
import { queryClient } from '@/shared/query'
import { keys } from '@/shared/query-keys'
import { sendMessage } from './api'
import { type Thread, withSent } from './model'
import { createOutbox, type DeliverHooks, type Outbox, type OutboxView } from './outbox'
import { type OutboxEntry, outboxKey } from './outbox-rules'

const BUCKET = 'messages'

async function upload(entry: OutboxEntry, hooks: DeliverHooks): Promise<void> {
  const { file } = entry
  if (!file || file.uploaded) return
  const kept = await readKeptFile(entry.id, file)
  if (!kept) throw new AppError('file_lost', '这个文件在本机找不到了', '删掉这条，重新选一次')
  const running = startUpload({ bucket: BUCKET, path: file.path, file: kept, onProgress: hooks.progress })
  hooks.stoppable(running.cancel)
  try {
    await running.done
  } catch (thrown) {
    // The name is ours alone: that it exists means an earlier try arrived and only its answer was lost.
    if (toAppError(thrown).code !== 'upload_exists') throw thrown
  } finally {
    hooks.stoppable(null)
  }
  hooks.uploaded()
}

async function deliver(entry: OutboxEntry, hooks: DeliverHooks): Promise<Message> {
  await upload(entry, hooks)
  if (entry.file) await checkFile(BUCKET, entry.file.path)
  return sendMessage(
    {
      conversationId: entry.conversationId,
      kind: entry.kind,
      body: entry.body,
      file: entry.file && { path: entry.file.path, name: entry.file.name },
      applicationId: entry.application?.id ?? null,
    },
    entry.id,
  )
}

function delivered(message: Message): void {
  queryClient.setQueryData<Thread>(
    keys.messages(message.conversation_id),
    (known) => known && withSent(known, message),
  )
  void queryClient.invalidateQueries({ queryKey: keys.conversations })
}

const boxes = new Map<string, Outbox>()

/** The outbox of one person on this device. */
function outboxOf(person: string): Outbox {
  const existing = boxes.get(person)
  if (existing) return existing
  const key = outboxKey(person)
  const outbox = createOutbox({
    load: () => readKept<OutboxEntry[]>(key) ?? [],
    save: (entries) => {
      keep(key, entries)
    },
    online: () => onlineManager.isOnline(),
    deliver,
    tidy: (entry) => {
      if (entry.file) void forgetKeptFile(entry.id)
    },
    delivered,
    later: (milliseconds, act) => {
      const timer = setTimeout(act, milliseconds)
      return () => clearTimeout(timer)
    },
  })
  boxes.set(person, outbox)
  // For as long as the app lives, whatever page is open.
  onlineManager.subscribe((online) => {
    if (online) outbox.wake()
  })
  return outbox
}

const NOTHING: OutboxView = { entries: [], sendingId: null, percent: null }

/** The outbox of who is signed in; null while nobody is. */
export function useOutbox(): Outbox | null {
  const session = useSession()
  return session ? outboxOf(session.user.id) : null
}

/** What waits in the outbox, kept up to date. */
export function useOutboxView(): OutboxView {
  const outbox = useOutbox()
  return useSyncExternalStore(
    outbox?.subscribe ?? (() => () => undefined),
    () => outbox?.view() ?? NOTHING,
    () => NOTHING,
  )
}

/** Sends what an earlier visit left behind: called where the app begins. */
export function wakeOutbox(person: string): void {
  outboxOf(person).wake()
}
