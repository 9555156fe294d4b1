import { useQuery } from '@tanstack/react-query'
import { rpc } from '@/platform/rpc'
import type { StaffQueue } from '@/shared/contract'
import { go } from '@/shared/go'
import { TABS } from '@/shared/routes'
import { Card } from '@/shared/ui/Card'
import { Cell } from '@/shared/ui/Cell'
import { QueryView } from '@/shared/ui/QueryView'

/** The staff face of home: what is in the person's hands now. */
export function StaffHome() {
  const queue = useQuery({
    queryKey: ['staff-queue'],
    queryFn: ({ signal }) => rpc<StaffQueue>('staff_queue', {}, signal),
  })
  return (
    <QueryView query={queue} safe="工作台没打开，办件没有问题">
      {(data) => (
        <Card flush>
          <Cell
            icon="doc"
            title="办件"
            value={`${data.applications.length} 件`}
            onClick={() => go(TABS.applications)}
          />
          <Cell
            icon="chat"
            title="没读的消息"
            value={`${data.unread} 条`}
            onClick={() => go(TABS.messages)}
          />
        </Card>
      )}
    </QueryView>
  )
}
