import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { keys } from '@/shared/query-keys'
import { codePictures, listCodes, restoreCode, revokeCode } from './api'

/** All printed codes. */
export function useCodes() {
  return useQuery({ queryKey: keys.codes, queryFn: ({ signal }) => listCodes(signal) })
}

/** The 小程序码 of these codes, once somebody wants them; a picture stays what it is. */
export function useCodePictures(codes: readonly string[], wanted: boolean) {
  return useQuery({
    queryKey: keys.codePictures(codes),
    queryFn: () => codePictures(codes),
    enabled: wanted && codes.length > 0,
    // What was missing is asked for again when the page is opened anew; a whole answer is not.
    staleTime: ({ state }) => (state.data && state.data.reason === null ? Number.POSITIVE_INFINITY : 0),
  })
}

export type CodeMove = { code: string; move: 'restore' } | { code: string; move: 'revoke'; reason: string }

/** Stops a printed code, or lets it work again; the operator's. */
export function useMoveCode() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (wish: CodeMove) =>
      wish.move === 'revoke' ? revokeCode(wish.code, wish.reason) : restoreCode(wish.code),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.codes }),
  })
}
