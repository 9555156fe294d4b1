import { onlineManager } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import { newRequestId } from '@/platform/rpc'
import { useSession } from '@/platform/session'
import type { ApplicationDetail } from '@/shared/contract'
import { queryClient } from '@/shared/query'
import { keys } from '@/shared/query-keys'
import { setVerdict } from './api'
import { type Judged, keepsVerdicts, type Target } from './model'
import { VerdictKeeper } from './verdict-keeper'

const PAUSE_MS = 900

const parts = (row: string) => {
  const at = row.indexOf(':')
  return { target: row.slice(0, at) as Target, key: row.slice(at + 1) }
}

/** The verdict where the page reads it from. */
export function withVerdict(detail: ApplicationDetail, row: string, judged: Judged): ApplicationDetail {
  const { target, key } = parts(row)
  const reason = judged.reason || null
  if (target === 'material') {
    const materials = detail.materials.map((each) =>
      each.key === key ? { ...each, verdict: judged.verdict, verdict_reason: reason } : each,
    )
    return { ...detail, materials }
  }
  const { [key]: _old, ...others } = detail.field_verdicts
  if (judged.verdict === null) return { ...detail, field_verdicts: others }
  return { ...detail, field_verdicts: { ...others, [key]: { verdict: judged.verdict, reason } } }
}

/** By person, application and stage: what somebody else wrote, or wrote at an earlier stage, is not shown. */
const keepers = new Map<string, VerdictKeeper>()

function keeperOf(name: string, id: string, saves: boolean): VerdictKeeper {
  const known = keepers.get(name)
  if (known) return known
  const keeper = new VerdictKeeper({
    save: saves
      ? async (row, judged, requestId) => {
          await setVerdict(id, { ...parts(row), ...judged }, requestId)
        }
      : null,
    onSaved: (row, judged) =>
      queryClient.setQueryData<ApplicationDetail>(keys.application(id), (before) =>
        before ? withVerdict(before, row, judged) : before,
      ),
    newId: newRequestId,
    later: (act) => {
      const timer = setTimeout(act, PAUSE_MS)
      return () => clearTimeout(timer)
    },
  })
  keepers.set(name, keeper)
  onlineManager.subscribe((online) => {
    if (online && keeper.read().edits.size > 0) void keeper.flush()
  })
  return keeper
}

/** The caller's verdicts on one application. */
export function useVerdicts(detail: ApplicationDetail) {
  const person = useSession()?.user.id ?? ''
  const name = `${person}/${detail.id}/${detail.state}/${detail.pre_check_detail?.id ?? ''}`
  const keeper = keeperOf(name, detail.id, keepsVerdicts(detail))
  const state = useSyncExternalStore(keeper.subscribe, keeper.read, keeper.read)
  useEffect(() => () => void keeper.flush(), [keeper])
  return { ...state, keeper }
}
