import { Text, View } from '@tarojs/components'
import { Card } from '@/shared/ui/Card'
import { Due } from '@/shared/ui/Due'
import { Limits } from '@/shared/ui/Limits'
import { Tag } from '@/shared/ui/Tag'
import { clockTime, dateWithWeekday } from '@/shared/words/dates'
import type { LimitRow, LimitsView } from '../limits'
import { LimitsBasis } from './LimitsBasis'

interface Props {
  view: Extract<LimitsView, { kind: 'waiting' }>
  correcting: boolean
  ifToday?: string | null
  now: number
}

/** Before acceptance: the limit that runs, the window's answer; then those that will run, and why they stand still. */
export function LimitsWaiting({ view, correcting, ifToday, now }: Props) {
  const { promised, statutory, tag, notice } = view
  return (
    <Card>
      {notice && <Answer notice={notice} />}
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
    </Card>
  )
}

/** Until when the window says whether it is accepted, and what the law does if it does not. */
function Answer({ notice }: { notice: LimitRow }) {
  const { words } = notice
  return (
    <>
      <View className="h">窗口答复</View>
      <Due
        className="mt8"
        left={words.left}
        moment={words.moment}
        tone={words.tone === 'late' ? 'late' : undefined}
      />
      <LimitsBasis rows={[notice]} />
      <View className="hr" />
    </>
  )
}
