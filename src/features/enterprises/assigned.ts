import { useQuery } from '@tanstack/react-query'
import { rpc } from '@/platform/rpc'
import type { ApplicationSummary } from '@/shared/contract'
import { keys } from '@/shared/query-keys'

const MOST = 50

/**
 * Applications of all enterprises that the officer looks after: under way, and drafts on which help was asked.
 * The newest change first.
 */
export function useAssignedApplications() {
  return useQuery({
    queryKey: [...keys.applications, 'assigned'],
    queryFn: async ({ signal }) => {
      const lists = await Promise.all(
        (['open', 'drafts'] as const).map((group) =>
          rpc<ApplicationSummary[]>(
            'list_applications',
            { p_enterprise_id: null, p_group: group, p_before: null, p_limit: MOST },
            signal,
          ),
        ),
      )
      return lists.flat()
    },
  })
}
