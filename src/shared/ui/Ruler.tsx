import { Text, View } from '@tarojs/components'
import { a11y } from './a11y'
import { cx } from './cx'

/** One cell of the ruler: a working day, or a run of rest days. */
export interface RulerDay {
  key: string
  /** Day of the month; 休 for rest days. */
  day: string
  /** Under it: 四, 今天, 承诺, 法定; empty for rest days. */
  word: string
  kind: 'past' | 'today' | 'promised' | 'statutory' | 'plain' | 'rest'
}

interface Props {
  days: RulerDay[]
}

/** 工作日尺. Not read aloud and gone in large-font mode: the sentence above it says it all. */
export function Ruler({ days }: Props) {
  // Cells would get too narrow to read past ten working days; the sentence stays.
  if (days.filter((day) => day.kind !== 'rest').length > 10) return null
  return (
    <View className="ruler" {...a11y({ hidden: true })}>
      {days.map((day) => (
        <View key={day.key} className={cx('ruler__d', day.kind !== 'plain' && `ruler__d--${day.kind}`)}>
          <View className="ruler__b">{day.day}</View>
          {day.word && <Text className="ruler__w">{day.word}</Text>}
        </View>
      ))}
    </View>
  )
}
