import { useQueryClient } from '@tanstack/react-query'
import { useDidHide, useDidShow } from '@tarojs/taro'
import { useEffect, useMemo } from 'react'
import { offlineError } from '@/platform/errors'
import { outboxOf, useOutboxPerson, useOutboxView } from '@/platform/outbox/my-outbox'
import { useSession } from '@/platform/session'
import type { ApplicationDetail } from '@/shared/contract'
import type { Answers } from '@/shared/form/answers'
import { useOnline } from '@/shared/online'
import { keys } from '@/shared/query-keys'
import { useRefreshOnShow } from '@/shared/refresh-on-show'
import { useAck } from './draft-acks'
import { type DraftChange, draftKind, draftLane } from './draft-kind'
import { draftShelf } from './draft-shelf'
import { draftState } from './draft-state'
import { finishDraft, isFinished } from './finish-draft'
import { useApplication } from './hooks'
import { withChanges } from './model'

/**
 * A draft as the person sees it: what the server has, with what was typed here and is still on its way on top.
 * Opens from the device when there is no network.
 */
export function useDraft(id: string) {
  const client = useQueryClient()
  const session = useSession()
  const query = useApplication(id)
  const user = useOutboxPerson()
  const outbox = user && id ? outboxOf(user) : null
  const lane = draftLane(id)
  const view = useOutboxView(outbox)
  const acked = useAck(id)
  const online = useOnline()
  const state = useMemo(
    () => (outbox ? draftState(id, view, acked, online) : null),
    [outbox, id, view, acked, online],
  )

  useRefreshOnShow(query)
  useDidShow(() => {
    void outbox?.flush(lane)
  })
  useDidHide(() => {
    void outbox?.flush(lane)
  })
  // A sign-in in between: what failed for want of a session is asked again.
  const signedIn = session?.user.id
  const refetch = query.refetch
  useEffect(() => {
    if (!signedIn) return
    void outbox?.flush(lane)
    if (client.getQueryState(keys.application(id))?.status === 'error') void refetch()
  }, [signedIn, outbox, lane, client, id, refetch])

  const fetched = query.data
  const stored = useMemo(
    () => (fetched === undefined && user ? draftShelf.readForm(user, id) : null),
    [fetched, user, id],
  )
  const base: ApplicationDetail | undefined = fetched ?? stored ?? undefined
  const detail = useMemo(() => (base && state ? withChanges(base, state) : base), [base, state])
  const quiet = state?.status === 'saved'
  useEffect(() => {
    if (user && quiet && fetched !== undefined && detail?.state === 'draft' && !isFinished(detail.id))
      draftShelf.writeForm(user, detail)
  }, [user, quiet, fetched, detail])
  const add = (change: Partial<DraftChange>) => {
    outbox?.add(draftKind, { lane, body: { application: id, answers: {}, situations: null, ...change } })
  }

  return {
    query,
    /** undefined until it has come; answers and situations include what is typed. */
    detail,
    state,
    session,
    /** An empty value takes the answer back. */
    change: (field: string, value: string) => add({ answers: { [field]: value === '' ? null : value } }),
    changeSituations: (situations: Answers) => add({ situations }),
    /** Sends what waits; false when something is still on this device only. */
    flush: async (): Promise<boolean> => (await outbox?.flush(lane)) ?? false,
    /** Why something is still on this device only. */
    problem: () => (outbox && draftState(id, outbox.view(), acked, online).problem) || offlineError(),
    /** Filed or deleted: the device forgets it. */
    finish: () => {
      if (user) finishDraft(user, id)
    },
  }
}

export type Draft = ReturnType<typeof useDraft>
