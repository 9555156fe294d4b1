import type { Entry } from '@/platform/outbox/entry'
import { lineWords } from '@/shared/words/offline'

/** What stands under a message that is not sent yet. `percent`: of its file; undefined while it is not on its way. */
export function waitingWords(
  entry: Pick<Entry, 'state' | 'problem'>,
  percent: number | null | undefined,
  online: boolean,
): string {
  if (percent !== undefined)
    return percent !== null && percent < 100 ? `正在上传 ${Math.round(percent)}%` : '正在发'
  const { state, problem } = entry
  if (state === 'refused') return ['没发出', problem?.message, problem?.hint].filter(Boolean).join('。')
  if (problem?.code === 'signed_out') return '没发出。登录过期了，再登录就会接着发'
  if (problem?.code === 'offline') return `没发出。${lineWords(problem)}，连上会自动发`
  if (problem) return '没发出。政务网正在忙，一会儿自动再发'
  return online ? '排队等着发' : '存在本机，连上会自动发'
}
