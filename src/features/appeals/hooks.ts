import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { AppealDetail } from '@/shared/contract'
import { toAppError } from '@/shared/errors'
import { keys } from '@/shared/query-keys'
import { useRequestId } from '@/shared/request-id'
import {
  type AppealWish,
  answerAppeal,
  createAppeal,
  escalateAppeal,
  getAppeal,
  handOverAppeal,
  judgeAppeal,
  listAppealKinds,
  listAppeals,
  listColleagues,
  listLinkable,
  replyAppeal,
} from './api'

/** Appeals that one may read. */
export function useAppeals(enterpriseId: string | null, enabled: boolean) {
  return useQuery({
    queryKey: [...keys.appeals, enterpriseId],
    queryFn: ({ signal }) => listAppeals(enterpriseId, signal),
    enabled,
  })
}

/** One appeal with its history. */
export function useAppeal(id: string) {
  return useQuery({
    queryKey: keys.appeal(id),
    queryFn: ({ signal }) => getAppeal(id, signal),
    enabled: id !== '',
  })
}

/** The kinds of appeal; local policy, it changes seldom. */
export function useAppealKinds() {
  return useQuery({
    queryKey: ['appeal-kinds'],
    queryFn: ({ signal }) => listAppealKinds(signal),
    staleTime: 60 * 60_000,
  })
}

/** Colleagues to hand over to, asked for only while the choice is open. */
export function useColleagues(enabled: boolean) {
  return useQuery({
    queryKey: ['colleagues'],
    queryFn: ({ signal }) => listColleagues(signal),
    enabled,
  })
}

/** Applications that the appeal can be about. */
export function useLinkable(enterpriseId: string, enabled: boolean) {
  return useQuery({
    queryKey: [...keys.applications, 'linkable', enterpriseId],
    queryFn: ({ signal }) => listLinkable(enterpriseId, signal),
    enabled,
  })
}

/** Takes an answer of the server into the cache and lets the lists ask again. */
function useTake() {
  const client = useQueryClient()
  return async (id: string, detail?: AppealDetail) => {
    if (detail) client.setQueryData(keys.appeal(id), detail)
    else await client.invalidateQueries({ queryKey: keys.appeal(id) })
    void client.invalidateQueries({ queryKey: keys.appeals })
    void client.invalidateQueries({ queryKey: keys.home })
  }
}

/** Hands an appeal in. */
export function useCreateAppeal() {
  const request = useRequestId()
  const take = useTake()
  return useMutation({
    mutationFn: (wish: AppealWish) => createAppeal(wish, request.of(wish)),
    onSettled: (_data, error) => request.settle(error ?? undefined),
    onSuccess: (detail) => take(detail.id, detail),
  })
}

/** What can be done with an appeal, as the person wishes it. */
export type Move =
  | { move: 'reply'; body: string }
  | { move: 'answer'; body: string; rowVersion: number }
  | { move: 'judge'; solved: boolean; body: string; level: number | null }
  | { move: 'hand_over'; staffId: string; note: string; rowVersion: number }
  | { move: 'escalate'; reason: string; rowVersion: number }

/** Sends a move; the detail when the caller may still read it. */
async function send(id: string, wish: Move, requestId: string): Promise<AppealDetail | undefined> {
  switch (wish.move) {
    case 'reply':
      return replyAppeal(id, wish.body, requestId)
    case 'answer':
      return answerAppeal(id, wish.body, wish.rowVersion, requestId)
    case 'judge':
      return judgeAppeal(id, wish, requestId)
    case 'hand_over':
      await handOverAppeal(id, wish.staffId, wish.note, wish.rowVersion, requestId)
      return undefined
    case 'escalate':
      await escalateAppeal(id, wish.reason, wish.rowVersion, requestId)
      return undefined
  }
}

/** One move after another on an appeal. */
export function useMoveAppeal(id: string) {
  const request = useRequestId()
  const take = useTake()
  return useMutation({
    mutationFn: (wish: Move) => send(id, wish, request.of(wish)),
    onSettled: (_data, error) => {
      request.settle(error ?? undefined)
      // Somebody was first: what one decides next should be decided on the newest state.
      const code = error ? toAppError(error).code : ''
      if (code === 'BB006' || code === 'BB044') void take(id)
    },
    onSuccess: (detail) => take(id, detail),
  })
}
