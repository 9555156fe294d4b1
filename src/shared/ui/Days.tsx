import { Text, View } from '@tarojs/components'
import { pressable } from './a11y'
import { cx } from './cx'

export interface DayChoice {
  key: string
  /** 今天; 周三. */
  weekday: string
  /** 4/3. */
  date: string
  /** 剩 4; 约满. */
  word: string
  full: boolean
}

interface Props {
  days: DayChoice[]
  value: string | null
  onChange: (key: string) => void
}

/** The open days, each with what is left; a full one can be looked at but not taken. */
export function Days({ days, value, onChange }: Props) {
  return (
    <View className="days">
      {days.map((day) => {
        const on = day.key === value
        return (
          <View
            key={day.key}
            className={cx('day', on && 'day--on', day.full && !on && 'day--off')}
            {...pressable(() => onChange(day.key), {
              role: 'radio',
              checked: on,
              label: `${day.weekday} ${day.date}，${day.word}`,
            })}
          >
            <Text>{day.weekday}</Text>
            <Text className="day__n">{day.date}</Text>
            <Text>{day.word}</Text>
          </View>
        )
      })}
    </View>
  )
}
