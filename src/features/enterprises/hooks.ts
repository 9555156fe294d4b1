import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { setCurrentEnterprise } from '@/shared/current-enterprise'
import { keys } from '@/shared/query-keys'
import { useRequestId } from '@/shared/request-id'
import { acceptInvite, bindEnterprise, confirmMember, createInvite, endMembership, listMembers } from './api'
import type { BindForm } from './model'

/** Members of an enterprise; nothing is asked without one, or before one's own membership is confirmed. */
export function useMembers(enterprise: string | null) {
  return useQuery({
    queryKey: keys.members(enterprise ?? ''),
    queryFn: ({ signal }) => listMembers(enterprise ?? '', signal),
    enabled: Boolean(enterprise),
  })
}

/** What shows enterprises anew: the person, home, the members. */
function useChanged() {
  const client = useQueryClient()
  return (enterprise?: string) =>
    Promise.all([
      client.invalidateQueries({ queryKey: keys.me }),
      client.invalidateQueries({ queryKey: keys.home }),
      ...(enterprise ? [client.invalidateQueries({ queryKey: keys.members(enterprise) })] : []),
    ])
}

/** Asks to act for an enterprise, and acts for it from now on. */
export function useBind() {
  const request = useRequestId()
  const changed = useChanged()
  return useMutation({
    mutationFn: (form: BindForm) => bindEnterprise(form, request.of(form)),
    onSettled: (_data, error) => request.settle(error ?? undefined),
    onSuccess: async (enterprise) => {
      setCurrentEnterprise(enterprise.id)
      await changed(enterprise.id)
    },
  })
}

/** Invites an agent. */
export function useInvite(enterprise: string) {
  const request = useRequestId()
  return useMutation({
    mutationFn: (endsOn: string) => createInvite(enterprise, endsOn, request.of([enterprise, endsOn])),
    onSettled: (_data, error) => request.settle(error ?? undefined),
  })
}

/** Joins an enterprise by an invitation, and acts for it from now on. */
export function useJoin() {
  const request = useRequestId()
  const changed = useChanged()
  return useMutation({
    mutationFn: (code: string) => acceptInvite(code, request.of(code)),
    onSettled: (_data, error) => request.settle(error ?? undefined),
    onSuccess: async (enterprise) => {
      setCurrentEnterprise(enterprise.id)
      await changed(enterprise.id)
    },
  })
}

/** What is done to one member: confirm, refuse, end. */
export type MemberWish = { member: string; act: 'accept' | 'refuse' | 'end' }

/** Confirms, refuses or ends a membership. */
export function useMemberAct(enterprise: string) {
  const request = useRequestId()
  const changed = useChanged()
  return useMutation({
    mutationFn: (wish: MemberWish) =>
      wish.act === 'end'
        ? endMembership(wish.member, request.of(wish))
        : confirmMember(wish.member, wish.act === 'accept', request.of(wish)),
    onSettled: (_data, error) => request.settle(error ?? undefined),
    onSuccess: () => changed(enterprise),
  })
}
