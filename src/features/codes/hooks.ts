import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { keys } from '@/shared/query-keys'
import { listCodes, restoreCode, revokeCode } from './api'

/** All printed codes. */
export function useCodes() {
  return useQuery({ queryKey: keys.codes, queryFn: ({ signal }) => listCodes(signal) })
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
