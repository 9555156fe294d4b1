import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { pressable } from './a11y'
import { cx } from './cx'
import { Icon } from './Icon'

interface Props {
  checked: boolean
  onChange: (checked: boolean) => void
  children: ReactNode
  label?: string
  id?: string
}

/** A promise or a consent; it starts empty. */
export function Consent({ checked, onChange, children, label, id }: Props) {
  return (
    <View
      id={id}
      className="consent"
      {...pressable(() => onChange(!checked), { role: 'checkbox', checked, label })}
    >
      <View className={cx('opt__o', 'opt__o--sq', 'mt2', checked && 'opt__o--on')}>
        {checked && <Icon name="check" size="xs" />}
      </View>
      <View className="f1">{children}</View>
    </View>
  )
}
