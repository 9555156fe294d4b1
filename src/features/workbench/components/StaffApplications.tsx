import { useState } from 'react'
import { go } from '@/shared/go'
import { useRefreshOnShow } from '@/shared/refresh-on-show'
import { Card } from '@/shared/ui/Card'
import { Icon } from '@/shared/ui/Icon'
import { Input } from '@/shared/ui/Input'
import { QRow } from '@/shared/ui/QRow'
import { QueryView } from '@/shared/ui/QueryView'
import { Skeleton } from '@/shared/ui/Skeleton'
import { Void } from '@/shared/ui/Void'
import { useQueue } from '../hooks'
import { entriesOf, narrowed } from '../model'

/** 办件 of a staff member: every application that waits at the desk, and what was asked before filing. */
export function StaffApplications() {
  const query = useQueue()
  const [typed, setTyped] = useState('')
  useRefreshOnShow(query)
  return (
    <QueryView query={query} skeleton={<Skeleton rows={5} />} safe="列表没打开，办件都没有问题">
      {(queue) => {
        const all = entriesOf(queue).filter((entry) => entry.application !== null)
        const rows = narrowed(all, queue, typed)
        if (all.length === 0) {
          return (
            <Card>
              <Void icon="doc" title="现在没有办件" sub="有人提交或请你预审，会出现在这里" />
            </Card>
          )
        }
        return (
          <>
            <Input
              low
              label="编号、企业、事项"
              placeholder="编号、企业、事项"
              value={typed}
              onChange={setTyped}
              before={<Icon name="search" size="s" className="c3" />}
            />
            {rows.length === 0 ? (
              <Card>
                <Void icon="search" title="没有对得上的办件" sub="换个词试试，编号也可以只写后几位" />
              </Card>
            ) : (
              <Card flush className="card--rows">
                {rows.map((entry) => (
                  <QRow key={entry.id} {...entry} onClick={() => entry.url && go(entry.url)} />
                ))}
              </Card>
            )}
          </>
        )
      }}
    </QueryView>
  )
}
