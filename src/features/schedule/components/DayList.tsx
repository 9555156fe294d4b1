import { Text, View } from '@tarojs/components'
import type { AppointmentSummary } from '@/shared/contract'
import { pressable } from '@/shared/ui/a11y'
import { cx } from '@/shared/ui/cx'
import { Tag } from '@/shared/ui/Tag'
import { clockTime } from '@/shared/words/dates'
import { checkTag, type DayRow } from '../model'

interface Props {
  rows: readonly DayRow[]
  /** The check that is open beside the list. */
  current?: string | null
  onOpen: (appointment: AppointmentSummary) => void
  /** A free time was tapped: it can be taken back. */
  onFree: () => void
}

/** The officer's day: who has booked when, what is still free. */
export function DayList({ rows, current, onOpen, onFree }: Props) {
  const now = Date.now()
  return (
    <View>
      {rows.map((row) => {
        if (row.kind === 'rest') {
          return (
            <View className="dayrest t13 c2" key={row.key}>
              12:00–14:00 午休
            </View>
          )
        }
        if (row.kind === 'free') {
          return (
            <View
              className="qrow dayrow"
              key={row.key}
              {...pressable(onFree, {
                role: 'button',
                label: `${clockTime(row.at)}，还没人约，调整可约时间`,
              })}
            >
              <Text className="dayrow__t">{clockTime(row.at)}</Text>
              <View className="f1">
                <View className="c2">还没人约</View>
                <View className="t13 c2">到 {clockTime(row.slot.ends_at)}，开始前都能约</View>
              </View>
            </View>
          )
        }
        const { appointment } = row
        const tag = checkTag(appointment, now)
        const on = appointment.id === current
        return (
          <View
            className={cx('qrow dayrow', on && 'qrow--on')}
            key={row.key}
            {...pressable(() => onOpen(appointment), {
              role: 'button',
              selected: on,
              label: `${clockTime(row.at)}，${appointment.enterprise_name}，${appointment.item_name}，${tag.word}`,
            })}
          >
            <Text className="dayrow__t">{clockTime(row.at)}</Text>
            <View className="f1">
              <View className="row top between g8">
                <View className={cx('f1', on && 'b')}>{appointment.enterprise_name}</View>
                <Tag tone={tag.tone}>{tag.word}</Tag>
              </View>
              <View className="t13 c2">
                {appointment.item_name}
                {appointment.kind === 'pre' ? '，预申请核检' : ''}
              </View>
            </View>
          </View>
        )
      })}
    </View>
  )
}
