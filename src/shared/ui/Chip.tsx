import { Text, View } from '@tarojs/components'
import { pressable } from './a11y'
import { cx } from './cx'
import { Icon } from './Icon'

interface Props {
  text: string
  on: boolean
  onChange: (on: boolean) => void
}

/** A reason or a filter to pick. */
export function Chip({ text, on, onChange }: Props) {
  return (
    <View
      className={cx('chip', on && 'chip--on')}
      {...pressable(() => onChange(!on), { role: 'checkbox', checked: on, label: text })}
    >
      {on && <Icon name="check" size="xs" />}
      <Text>{text}</Text>
    </View>
  )
}
