import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { keys } from '@/shared/query-keys'
import { useRequestId } from '@/shared/request-id'
import { type Decision, decideHeld, type Group, listHeld } from './api'

/** What waits for somebody to look, or what was decided. */
export function useHeld(group: Group) {
  return useQuery({ queryKey: keys.heldGroup(group), queryFn: ({ signal }) => listHeld(group, signal) })
}

/** Lets a piece through or keeps it. A retry after a lost answer is the same decision. */
export function useDecide() {
  const client = useQueryClient()
  const request = useRequestId()
  return useMutation({
    mutationFn: (decision: Decision) => decideHeld(decision, request.of(decision)),
    onSettled: (_data, error) => {
      request.settle(error ?? undefined)
      // Also after an error: a colleague was first, and the list is no longer what it was.
      void client.invalidateQueries({ queryKey: keys.held })
      void client.invalidateQueries({ queryKey: keys.queue })
    },
  })
}
