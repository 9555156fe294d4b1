import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'

interface Props {
  label: string
  children: ReactNode
}

/** A fact: label and value; one below the other in large-font mode. */
export function Kv({ label, children }: Props) {
  return (
    <View className="kv">
      <Text className="kv__k">{label}</Text>
      <View className="kv__v">{children}</View>
    </View>
  )
}
