import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { a11y } from './a11y'
import { Icon } from './Icon'

interface Props {
  /** Empty when the page's title asks it already. */
  label: string
  /** How to fill it, before it goes wrong. */
  hint?: string | null
  /** Red: it cannot go on like this. */
  error?: string | null
  /** Amber: look again, one may go on. */
  warn?: string | null
  optional?: boolean
  /** Anchor that an error summary scrolls to. */
  id?: string
  children: ReactNode
}

/** Label, hint, the control, and the reason when something is wrong with it. */
export function Field({ label, hint, error, warn, optional, id, children }: Props) {
  const reason = error ?? warn
  return (
    <View className="field" id={id}>
      {label && (
        <View className="b">
          {label}
          {optional && <Text className="n c2">（可不填）</Text>}
        </View>
      )}
      {hint && <View className="t15 c2">{hint}</View>}
      {children}
      {reason && (
        <View className={`row top g4 t15 ${error ? 'cr' : 'ca'}`} {...a11y({ role: 'alert' })}>
          <Icon name="warn" size="s" />
          <View className="f1">{reason}</View>
        </View>
      )}
    </View>
  )
}
