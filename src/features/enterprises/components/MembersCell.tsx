import { go } from '@/shared/go'
import { routes } from '@/shared/routes'
import { Cell } from '@/shared/ui/Cell'
import { useMembers } from '../hooks'
import { membersLine } from '../model'

/** 能办事的人 in one row: who, until when, how many; the wait of somebody is said. */
export function MembersCell({ enterprise }: { enterprise: string }) {
  const { data } = useMembers(enterprise)
  return (
    <Cell
      icon="users"
      title="能办事的人"
      sub={data ? membersLine(data) : undefined}
      value={data ? `${data.filter((each) => each.state === 'active').length} 人` : undefined}
      dropValue
      onClick={() => go(routes.members(enterprise))}
    />
  )
}
