import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { keys } from '@/shared/query-keys'
import { useRequestId } from '@/shared/request-id'
import { confirmMember, staffQueue } from './api'

/** Minutes left grow old by the minute. */
const MINUTE_MS = 60_000

/** What waits for the caller; asked again each minute while it is looked at. */
export function useQueue(enabled = true) {
  return useQuery({
    queryKey: keys.queue,
    queryFn: ({ signal }) => staffQueue(signal),
    enabled,
    refetchInterval: MINUTE_MS,
  })
}

/** Confirms or refuses a pending member. */
export function useConfirmMember() {
  const client = useQueryClient()
  const request = useRequestId()
  return useMutation({
    mutationFn: (wish: { id: string; accept: boolean }) => confirmMember(wish, request.of(wish)),
    onSettled: (_data, error) => {
      request.settle(error ?? undefined)
      // Refused most often because a colleague was faster: the list shows it.
      void client.invalidateQueries({ queryKey: keys.queue })
    },
  })
}
