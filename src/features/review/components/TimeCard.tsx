import { View } from '@tarojs/components'
import type { ApplicationDetail } from '@/shared/contract'
import { Cell } from '@/shared/ui/Cell'
import { Link } from '@/shared/ui/Link'
import { timeRows } from '../time'
import { useTimeSheet } from '../use-time-sheet'
import { TimeSheet } from './TimeSheet'

interface Props {
  detail: ApplicationDetail
  onSaid: (text: string) => void
}

/** What stands about the time, above everything else: an open procedure, an extension, a wish for one. */
export function TimeCard({ detail, onSaid }: Props) {
  const sheet = useTimeSheet()
  const rows = timeRows(detail, Date.parse(detail.server_now)).filter((row) => !row.offer)
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

/** What may be done about the time, beside the clocks. */
export function TimeOffers({ detail, onSaid }: Props) {
  const sheet = useTimeSheet()
  const offers = timeRows(detail, Date.parse(detail.server_now)).filter((row) => row.offer)
  return (
    <>
      {offers.map(
        ({ key, title, opens }) =>
          opens && (
            <Link key={key} tight onClick={() => sheet.show(opens)}>
              {title}
            </Link>
          ),
      )}
      <TimeSheet sheet={sheet} detail={detail} onSaid={onSaid} />
    </>
  )
}
