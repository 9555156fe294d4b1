import { useQuery } from '@tanstack/react-query'
import type { Me, MyEnterprise } from '@/shared/contract'
import { pickEnterprise, useChosenEnterprise } from '@/shared/current-enterprise'
import { keys } from '@/shared/query-keys'
import { rpc } from './rpc'
import { useSession } from './session'

/** Who is signed in, with roles and enterprises; nothing is asked while nobody is. get_home fills the same key. */
export function useMe() {
  const session = useSession()
  return useQuery({
    queryKey: keys.me,
    queryFn: ({ signal }) => rpc<Me>('get_me', {}, signal),
    enabled: Boolean(session),
  })
}

/** The enterprise that the person acts for now: the one chosen on this device, else the first active one. */
export function useMyEnterprise(): MyEnterprise | null {
  const me = useMe()
  const chosen = useChosenEnterprise()
  return me.data ? pickEnterprise(me.data.enterprises, chosen) : null
}
