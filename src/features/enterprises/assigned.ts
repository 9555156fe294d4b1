import { useQuery } from '@tanstack/react-query'
import { rpc } from '@/platform/rpc'
import type { ApplicationSummary } from '@/shared/contract'
import { keys } from '@/shared/query-keys'

const MOST = 50

/** Applications under way of all enterprises that the officer looks after, the newest change first. */
export function useAssignedApplications() {
  return useQuery({
    queryKey: [...keys.applications, 'assigned'],
    queryFn: ({ signal }) =>
      rpc<ApplicationSummary[]>(
        'list_applications',
        { p_enterprise_id: null, p_group: 'open', p_before: null, p_limit: MOST },
        signal,
      ),
  })
}
