import { Picker, Text, View } from '@tarojs/components'
import { a11y } from './a11y'
import { cx } from './cx'
import { Icon } from './Icon'
import type { TimeInputProps } from './TimeInput'

export function TimeInput({ value, onChange, label, tone, id }: TimeInputProps) {
  return (
    <Picker
      mode="time"
      value={value}
      onChange={(event) => onChange(event.detail.value)}
      {...a11y({ role: 'button', label: `${label}，${value || '还没选'}` })}
    >
      <View className={cx('input', tone && `input--${tone}`)} id={id}>
        <Text className={cx('f1', !value && 'c3')}>{value || '点这里选'}</Text>
        <Icon name="clock" className="c2" />
      </View>
    </Picker>
  )
}
