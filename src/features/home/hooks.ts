import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useSession } from '@/platform/session'
import { keys } from '@/shared/query-keys'
import { setUnread } from '@/shared/unread'
import { getHome } from './api'

/** The first screen in one request; it also fills what other screens know of the person and the unread badge. */
export function useHome() {
  const client = useQueryClient()
  const session = useSession()
  return useQuery({
    queryKey: keys.home,
    queryFn: async ({ signal }) => {
      const home = await getHome(signal)
      if (home.me) client.setQueryData(keys.me, home.me)
      setUnread(home.unread)
      return home
    },
    // Asked once the device knows who is signed in, or it would be asked twice.
    enabled: session !== undefined,
  })
}
