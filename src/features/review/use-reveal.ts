import { useMutation } from '@tanstack/react-query'
import { useRequestId } from '@/shared/request-id'
import { revealPersonalData } from './api'

/** Asks for one covered value. Whoever comes back to it later asks again: each look is written down. */
export function useReveal(application: string, field: string) {
  const request = useRequestId()
  return useMutation({
    mutationFn: (reason: string) => {
      const wish = { id: application, field, reason }
      return revealPersonalData(wish, request.of(wish))
    },
    onSettled: (_data, error) => request.settle(error ?? undefined),
    // The whole value lives on this screen and leaves memory with it.
    gcTime: 0,
  })
}
