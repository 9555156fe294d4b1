import type { ApplicationState, Message } from '@/shared/contract'
import type { AppError } from '@/shared/errors'
import type { FileKind } from '@/shared/file-kind'
import { isGone } from '@/shared/refused-file'

/** A message that this device holds until the server has it. Its id is the request id. */
export interface OutboxEntry {
  id: string
  conversationId: string
  kind: Message['kind']
  body: string | null
  file: OutboxFile | null
  application: { id: string; item_name: string; state: ApplicationState; number: string | null } | null
  writtenAt: string
  /** waiting: goes by itself, in order. refused: the server said no, the person decides. */
  state: 'waiting' | 'refused'
  /** How often sending failed in a row, and the last reason. */
  failures: number
  problem: { code: string; message: string; hint: string | null } | null
}

export interface OutboxFile {
  name: string
  size: number
  kind: FileKind
  /** Where it goes in the bucket: fixed with the entry, so that a second try finds the first one's upload. */
  path: string
  uploaded: boolean
}

/** Where a person's outbox is kept on the device. */
export const outboxKey = (person: string) => `bb.outbox.${person}`

/** After so many failures that are not the network's the message steps aside, so that later ones are not held up. */
export const PATIENCE = 6

/** The next to send: the oldest that waits. A refused one holds nobody up. */
export function nextOf(entries: readonly OutboxEntry[]): OutboxEntry | null {
  return entries.find((entry) => entry.state === 'waiting') ?? null
}

/** Whether the same message may get through later without the person changing anything. */
export function mayPass(code: string): boolean {
  if (code.startsWith('BB') || code === '42501' || code === 'file_lost') return false
  return !code.startsWith('upload_') || code === 'upload_failed'
}

/** The entry after a failed try. */
export function afterFailure(entry: OutboxEntry, error: AppError): OutboxEntry {
  const failures = entry.failures + 1
  const outside = error.code === 'offline' || error.code === 'signed_out'
  // It waited here for a day or longer, and Storage forgot what had arrived: it goes up again.
  const again = entry.file !== null && isGone(error)
  const waits = (again || mayPass(error.code)) && (outside || failures < PATIENCE)
  return {
    ...entry,
    file: again && entry.file ? { ...entry.file, uploaded: false } : entry.file,
    failures,
    state: waits ? 'waiting' : 'refused',
    problem: { code: error.code, message: error.message, hint: error.hint ?? null },
  }
}

/** The entry when the person asks to send it again. */
export function forAnotherTry(entry: OutboxEntry): OutboxEntry {
  return { ...entry, state: 'waiting', failures: 0, problem: null }
}

/** How long to wait before the next try, in milliseconds: 2 s, 4 s, 8 s … at most a minute. */
export function pauseBefore(failures: number): number {
  return Math.min(60_000, 1000 * 2 ** Math.max(1, failures))
}

/** What stands under a message that is not sent yet. */
export function waitingWords(
  entry: OutboxEntry,
  sending: boolean,
  percent: number | null,
  online: boolean,
): string {
  if (sending) return percent !== null && percent < 100 ? `正在上传 ${Math.round(percent)}%` : '正在发'
  if (entry.state === 'refused')
    return ['没发出', entry.problem?.message, entry.problem?.hint].filter(Boolean).join('。')
  if (entry.problem?.code === 'signed_out') return '没发出。登录过期了，再登录就会接着发'
  if (entry.problem?.code === 'offline') return '没发出。网络断了，连上会自动发'
  if (entry.problem) return '没发出。政务网正在忙，一会儿自动再发'
  return online ? '排队等着发' : '存在本机，连上会自动发'
}
