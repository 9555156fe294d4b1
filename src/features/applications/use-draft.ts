import { onlineManager, useQueryClient } from '@tanstack/react-query'
import { useDidHide, useDidShow } from '@tarojs/taro'
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { offlineError, signedOutError } from '@/platform/errors'
import { newRequestId } from '@/platform/rpc'
import { currentUserId, useSession } from '@/platform/session'
import type { ApplicationDetail } from '@/shared/contract'
import type { Answers } from '@/shared/form/answers'
import { queryClient } from '@/shared/query'
import { keys } from '@/shared/query-keys'
import { useRefreshOnShow } from '@/shared/refresh-on-show'
import { saveDraft } from './api'
import { DraftKeeper } from './draft-keeper'
import { draftShelf } from './draft-shelf'
import { useApplication } from './hooks'
import { withChanges } from './model'

/** One keeper a draft for the whole app: leaving a page does not stop its last save. */
const keepers = new Map<string, DraftKeeper>()
/** Filed or deleted here: their forms are not put on the shelf again by a page that is just closing. */
const finished = new Set<string>()
/** Who was signed in last: when the session ends in the middle, the draft is still theirs. */
let lastUser: string | null = null

function keeperOf(user: string, id: string): DraftKeeper {
  const name = `${user}.${id}`
  const known = keepers.get(name)
  if (known) return known
  const keeper = new DraftKeeper({
    save: async (changes, situations, requestId) => {
      // Somebody else may have signed in at this device since: what is typed waits for its owner.
      if ((await currentUserId()) !== user) throw signedOutError()
      const answer = await saveDraft(id, changes, situations, requestId)
      // Other situations switch other materials on.
      if (situations) void queryClient.invalidateQueries({ queryKey: keys.application(id) })
      return answer
    },
    read: () => draftShelf.read(user, id),
    write: (kept) => draftShelf.write(user, id, kept),
    clear: () => draftShelf.clearChanges(user, id),
    newRequestId,
    later: (ms, run) => {
      const timer = setTimeout(run, ms)
      return () => clearTimeout(timer)
    },
  })
  keepers.set(name, keeper)
  onlineManager.subscribe((online) => {
    if (online) void keeper.flush()
  })
  return keeper
}

const NOTHING = () => () => undefined
const NO_STATE = () => null

/**
 * A draft as the person sees it: what the server has, with what was typed here and is still on its way on top.
 * Opens from the device when there is no network.
 */
export function useDraft(id: string) {
  const client = useQueryClient()
  const session = useSession()
  const query = useApplication(id)
  if (session?.user) lastUser = session.user.id
  const user = session?.user.id ?? (session === null ? lastUser : null)
  const keeper = user && id ? keeperOf(user, id) : null
  const state = useSyncExternalStore(keeper?.subscribe ?? NOTHING, keeper?.state ?? NO_STATE)

  useRefreshOnShow(query)
  useDidShow(() => {
    void keeper?.flush()
  })
  useDidHide(() => {
    void keeper?.flush()
  })
  // A sign-in in between: what failed for want of a session is asked again.
  const signedIn = session?.user.id
  const refetch = query.refetch
  useEffect(() => {
    if (!signedIn) return
    void keeper?.flush()
    if (client.getQueryState(keys.application(id))?.status === 'error') void refetch()
  }, [signedIn, keeper, client, id, refetch])

  const fetched = query.data
  const stored = useMemo(
    () => (fetched === undefined && user ? draftShelf.readForm(user, id) : null),
    [fetched, user, id],
  )
  const base: ApplicationDetail | undefined = fetched ?? stored ?? undefined
  const detail = useMemo(() => (base && state ? withChanges(base, state) : base), [base, state])
  const quiet = state?.status === 'saved'
  useEffect(() => {
    if (user && quiet && fetched !== undefined && detail?.state === 'draft')
      draftShelf.writeForm(user, detail)
  }, [user, quiet, fetched, detail])

  return {
    query,
    /** undefined until it has come; answers and situations include what is typed. */
    detail,
    state,
    session,
    change: (field: string, value: string) => keeper?.change(field, value),
    changeSituations: (answers: Answers) => keeper?.changeSituations(answers),
    /** Sends what waits; false when something is still on this device only. */
    flush: async (): Promise<boolean> => {
      await keeper?.flush()
      return keeper?.state().status === 'saved'
    },
    /** Why something is still on this device only. */
    problem: () => keeper?.state().problem ?? offlineError(),
    /** Filed or deleted: the device forgets it. */
    finish: () => {
      finished.add(id)
      keeper?.close()
      if (user) {
        keepers.delete(`${user}.${id}`)
        draftShelf.drop(user, id)
      }
    },
  }
}

export type Draft = ReturnType<typeof useDraft>
