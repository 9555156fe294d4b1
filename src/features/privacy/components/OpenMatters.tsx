import type { OpenMatter } from '@/shared/contract'
import { go } from '@/shared/go'
import { routes } from '@/shared/routes'
import { Card } from '@/shared/ui/Card'
import { Cell } from '@/shared/ui/Cell'

/** Where the matter is settled; null: somebody else does it. */
function way({ kind, id }: OpenMatter): string | null {
  if (kind === 'application') return routes.timeline(id)
  if (kind === 'appointment') return routes.appointment(id)
  if (kind === 'appeal') return routes.appeal(id)
  return kind === 'owner' ? routes.members(id) : null
}

/** What stands against ending the account, each with what to do, one tap away. */
export function OpenMatters({ open }: { open: readonly OpenMatter[] }) {
  return (
    <Card flush>
      {open.map((matter) => {
        const to = way(matter)
        return (
          <Cell
            key={`${matter.kind}:${matter.id}`}
            title={matter.title}
            sub={matter.todo}
            onClick={to ? () => go(to) : undefined}
          />
        )
      })}
    </Card>
  )
}
