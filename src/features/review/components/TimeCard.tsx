import { View } from '@tarojs/components'
import type { ApplicationDetail } from '@/shared/contract'
import { Cell } from '@/shared/ui/Cell'
import { timeRows } from '../time'
import { useTimeSheet } from '../use-time-sheet'
import { TimeSheet } from './TimeSheet'

interface Props {
  detail: ApplicationDetail
  onSaid: (text: string) => void
}

/** 特别程序 and 延期: what stands, and what may be done about the time. */
export function TimeCard({ detail, onSaid }: Props) {
  const sheet = useTimeSheet()
  const rows = timeRows(detail, Date.parse(detail.server_now))
  return (
    <>
      {rows.length > 0 && (
        <View className="card card--flush fn">
          {rows.map(({ key, title, sub, opens }) => (
            <Cell
              key={key}
              icon="clock"
              title={title}
              sub={sub}
              onClick={opens ? () => sheet.show(opens) : undefined}
            />
          ))}
        </View>
      )}
      <TimeSheet sheet={sheet} detail={detail} onSaid={onSaid} />
    </>
  )
}
