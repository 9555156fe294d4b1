import { Saved } from '@/shared/ui/Saved'
import { type KeptReason, savedWords } from '@/shared/words/saved'
import type { DraftState } from '../draft-state'

function reasonOf(code: string | undefined): KeptReason | null {
  if (code === undefined) return null
  if (code === 'offline' || code === 'signed_out') return code
  return code.startsWith('BB') ? 'refused' : 'busy'
}

/** 9:20 已自动保存，随时可以退出. */
export function SavedLine({ state, after }: { state: DraftState | null; after?: string }) {
  if (!state) return null
  const { status, savedAt, problem, onDevice } = state
  const words = savedWords(status, savedAt, reasonOf(problem?.code), Date.now(), after)
  return <Saved state={words.state} text={onDevice ? words.text : '手机存满了，先别退出，等存上再走'} />
}
