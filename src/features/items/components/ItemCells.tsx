import type { ItemSummary } from '@/shared/contract'
import { go } from '@/shared/go'
import { routes } from '@/shared/routes'
import { Card } from '@/shared/ui/Card'
import { Cell } from '@/shared/ui/Cell'
import { promiseWords } from '@/shared/words/due'

interface Props {
  items: readonly ItemSummary[]
  /** Without the department and code: the short list of the home page. */
  short?: boolean
}

/** Items as rows, each leading to its guide. */
export function ItemCells({ items, short }: Props) {
  return (
    <Card flush>
      {items.map((item) => (
        <Cell
          key={item.code}
          title={item.name}
          sub={short ? undefined : `${item.department}　${item.code}`}
          value={promiseWords(item.handling_type, item.promised_value, item.promised_unit)}
          dropValue
          onClick={() => go(routes.item(item.code))}
        />
      ))}
    </Card>
  )
}
