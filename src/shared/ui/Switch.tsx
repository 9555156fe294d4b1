import { View } from '@tarojs/components'
import { pressable } from './a11y'
import { cx } from './cx'

interface Props {
  checked: boolean
  onChange: (checked: boolean) => void
  label: string
}

/** On or off, at once. */
export function Switch({ checked, onChange, label }: Props) {
  const spoken = `${label}，${checked ? '已开' : '已关'}`
  return (
    <View
      className={cx('switch', checked && 'switch--on')}
      {...pressable(() => onChange(!checked), { role: 'switch', checked, label: spoken })}
    >
      <View className="switch__p" />
    </View>
  )
}
