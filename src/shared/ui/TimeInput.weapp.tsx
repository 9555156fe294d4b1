import { Picker, Text, View } from '@tarojs/components'
import { a11y } from './a11y'
import { cx } from './cx'
import { Icon } from './Icon'
import type { TimeInputProps } from './TimeInput'

export function TimeInput({ value, times, onChange, label, tone, id }: TimeInputProps) {
  const shown = value.replace(/^0/, '')
  return (
    <Picker
      mode="selector"
      range={times.map((time) => time.replace(/^0/, ''))}
      value={Math.max(0, times.indexOf(value))}
      onChange={(event) => {
        const time = times[Number(event.detail.value)]
        if (time) onChange(time)
      }}
      {...a11y({ role: 'button', label: `${label}，${shown || '还没选'}` })}
    >
      <View className={cx('input', tone && `input--${tone}`)} id={id}>
        <Text className={cx('f1', !value && 'c3')}>{shown || '点这里选'}</Text>
        <Icon name="clock" className="c2" />
      </View>
    </Picker>
  )
}
