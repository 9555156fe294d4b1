import { Text, View } from '@tarojs/components'
import type { ApplicationDetail } from '@/shared/contract'
import { Card } from '@/shared/ui/Card'
import { cx } from '@/shared/ui/cx'
import { Due } from '@/shared/ui/Due'
import { Ruler, type RulerDay } from '@/shared/ui/Ruler'
import { type LimitRow, limitsView, timeNotes } from '../limits'
import { LimitsBasis } from './LimitsBasis'
import { LimitsWaiting } from './LimitsWaiting'
import { TimeNotes } from './TimeNotes'

interface Props {
  detail: ApplicationDetail
  now: number
  /** When it would be done if it were accepted today; null where the calendar does not reach. */
  ifToday?: string | null
  ruler: RulerDay[]
}

/** The limits: standing still and why, running with what is left, or how they ended; below, what follows if one lapses. */
export function LimitsCard({ detail, now, ifToday, ruler }: Props) {
  const view = limitsView(detail, now)
  if (!view) return null
  if (view.kind === 'waiting') {
    return (
      <LimitsWaiting view={view} correcting={detail.state === 'correcting'} ifToday={ifToday} now={now} />
    )
  }
  return (
    <Card>
      <View className="h">办理时限</View>
      {view.rows.map((row, at) => (
        <Row key={row.key} row={row} main={at === 0} />
      ))}
      {view.kind === 'running' && ruler.length > 0 && <Ruler days={ruler} />}
      {view.kind === 'running' && view.from && <View className="t15 c2 mt8">{view.from}</View>}
      <TimeNotes notes={timeNotes(detail, now)} />
      {view.kind === 'running' && <LimitsBasis rows={view.rows} />}
    </Card>
  )
}

function Row({ row: { name, words }, main }: { row: LimitRow; main: boolean }) {
  return (
    <View className={cx('row base g12 mt8 wrap-ls', !main && 't15')}>
      <Text className={cx('b fn', main ? 'cb' : 'c2')}>{name}</Text>
      <Due
        left={words.left}
        moment={words.moment}
        tone={words.tone === 'late' ? 'late' : words.tone === 'soon' ? 'wait' : undefined}
      />
    </View>
  )
}
