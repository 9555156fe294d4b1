import { Picker, Text, View } from '@tarojs/components'
import { dayWords } from '../form/answer-words'
import { a11y } from './a11y'
import { cx } from './cx'
import type { DateInputProps } from './DateInput'
import { Icon } from './Icon'

export function DateInput({ value, onChange, label, tone, from, to, id }: DateInputProps) {
  return (
    <Picker
      mode="date"
      value={value}
      start={from}
      end={to}
      onChange={(event) => onChange(event.detail.value)}
      {...a11y({ role: 'button', label: `${label}，${value ? dayWords(value) : '还没选'}` })}
    >
      <View className={cx('input', tone && `input--${tone}`)} id={id}>
        <Text className={cx('f1', !value && 'c3')}>{value ? dayWords(value) : '点这里选日期'}</Text>
        <Icon name="calendar" className="c2" />
      </View>
    </Picker>
  )
}
