import { Text, View } from '@tarojs/components'
import type { ApplicationDetail } from '@/shared/contract'
import { Card } from '@/shared/ui/Card'
import { cx } from '@/shared/ui/cx'
import { Due } from '@/shared/ui/Due'
import { Limits } from '@/shared/ui/Limits'
import { Ruler, type RulerDay } from '@/shared/ui/Ruler'
import { Tag } from '@/shared/ui/Tag'
import { clockTime, dateWithWeekday } from '@/shared/words/dates'
import { type LimitsView, limitsView } from '../limits'

interface Props {
  detail: ApplicationDetail
  now: number
  /** When it would be done if it were accepted today; null where the calendar does not reach. */
  ifToday?: string | null
  ruler: RulerDay[]
}

/** Both limits: standing still and why, running with what is left, or how it ended. */
export function LimitsCard({ detail, now, ifToday, ruler }: Props) {
  const view = limitsView(detail, now)
  if (!view) return null
  if (view.kind === 'waiting') {
    return <Waiting view={view} correcting={detail.state === 'correcting'} ifToday={ifToday} now={now} />
  }
  return (
    <Card>
      <View className="h">办理时限</View>
      {view.rows.map(({ name, words }) => (
        <View key={name} className="row base g12 mt8 wrap-ls">
          <Text className={cx('b fn', name === '承诺' ? 'cb' : 'c2')}>{name}</Text>
          <Due
            left={words.left}
            moment={words.moment}
            tone={words.tone === 'late' ? 'late' : words.tone === 'soon' ? 'wait' : undefined}
          />
        </View>
      ))}
      {view.kind === 'running' && ruler.length > 0 && <Ruler days={ruler} />}
      {view.kind === 'running' && view.from && <View className="t15 c2 mt8">{view.from}</View>}
    </Card>
  )
}

interface WaitingProps {
  view: Extract<LimitsView, { kind: 'waiting' }>
  correcting: boolean
  ifToday?: string | null
  now: number
}

function Waiting({ view, correcting, ifToday, now }: WaitingProps) {
  const { promised, statutory, tag, notice } = view
  return (
    <Card>
      <View className="row between wrap g4">
        <View className="h nw">办理时限</View>
        <Tag tone={tag.tone}>{tag.word}</Tag>
      </View>
      <View className="mt12">
        <Limits
          even
          labelFirst
          promised={{ label: '承诺，还剩', ...promised }}
          statutory={statutory ? { label: '法定，还剩', ...statutory } : undefined}
        />
      </View>
      {ifToday && (
        <View className="mt12 t15 c2">
          {correcting ? '今天补齐并受理，' : '今天受理的话，'}
          <Text className="nw">
            <Text className="b c1">{`${dateWithWeekday(ifToday, now)}${clockTime(ifToday)} 前`}</Text>
            办结
          </Text>
        </View>
      )}
      {notice && <View className="mt4 t15 c2">{notice}前告诉你：受理，还是要补什么</View>}
    </Card>
  )
}
