import { Text, View } from '@tarojs/components'
import { pressable } from './a11y'
import { cx } from './cx'

export interface SlotChoice {
  key: string
  /** 10:00. */
  time: string
  state: 'free' | 'taken' | 'mine'
}

interface Props {
  slots: SlotChoice[]
  value: string | null
  onChange: (key: string) => void
}

/** Times of a day; a word beside the colour says whether one is free. */
export function Slots({ slots, value, onChange }: Props) {
  return (
    <View className="slots">
      {slots.map((slot) => {
        const on = slot.key === value
        const word = on ? '已选' : slot.state === 'taken' ? '约满' : slot.state === 'mine' ? '你约的' : '可约'
        const free = slot.state !== 'taken'
        return (
          <View
            key={slot.key}
            className={cx('slot', on && 'slot--on', !free && 'slot--off')}
            {...pressable(free ? () => onChange(slot.key) : undefined, {
              role: 'radio',
              checked: on,
              label: `${slot.time}，${word}`,
            })}
          >
            <Text>{slot.time}</Text>
            <Text className="slot__w">{word}</Text>
          </View>
        )
      })}
    </View>
  )
}
