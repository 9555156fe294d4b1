import { useState } from 'react'
import type { ApplicationSummary } from '@/shared/contract'
import { Card } from '@/shared/ui/Card'
import { Cell } from '@/shared/ui/Cell'
import { QueryView } from '@/shared/ui/QueryView'
import { Sheet } from '@/shared/ui/Sheet'
import { Tag } from '@/shared/ui/Tag'
import { Void } from '@/shared/ui/Void'
import { stateWord } from '@/shared/words/application'
import { useLinkable } from '../hooks'

interface Props {
  enterpriseId: string
  value: string | null
  onChange: (id: string | null) => void
}

const nameOf = (list: readonly ApplicationSummary[] | undefined, id: string) =>
  list?.find((each) => each.id === id)

/** Which application the appeal is about, if it is about one. */
export function LinkApplication({ enterpriseId, value, onChange }: Props) {
  const [open, setOpen] = useState(false)
  const query = useLinkable(enterpriseId, open || value !== null)
  const chosen = value === null ? undefined : nameOf(query.data, value)
  const choose = (id: string | null) => {
    setOpen(false)
    onChange(id)
  }
  return (
    <>
      <Card flush>
        <Cell
          icon="doc"
          title={value === null ? '和哪件办件有关' : (chosen?.item_name ?? '已选一件办件')}
          sub={value === null ? '选了，处理的人能直接看到进度' : (chosen?.number ?? undefined)}
          value={value === null ? '可不选' : '换'}
          onClick={() => setOpen(true)}
        />
      </Card>
      <Sheet open={open} title="和哪件办件有关" onClose={() => setOpen(false)}>
        <QueryView
          query={query}
          isEmpty={(list) => list.length === 0}
          empty={
            <Card>
              <Void title="还没有办件" sub="不选也能提诉求" />
            </Card>
          }
        >
          {(list) => (
            <Card flush>
              {list.map((application) => {
                const { word, tone } = stateWord(application)
                return (
                  <Cell
                    key={application.id}
                    title={application.item_name}
                    sub={application.number}
                    value={<Tag tone={tone}>{word}</Tag>}
                    onClick={() => choose(application.id)}
                  />
                )
              })}
              {value !== null && <Cell icon="close" title="都不是，不选了" onClick={() => choose(null)} />}
            </Card>
          )}
        </QueryView>
      </Sheet>
    </>
  )
}
