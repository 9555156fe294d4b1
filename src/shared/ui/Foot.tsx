import { View } from '@tarojs/components'
import type { ReactNode } from 'react'

interface Props {
  /** Buttons; several stand in a row. */
  children: ReactNode
  /** A Saved line above the buttons. */
  above?: ReactNode
  /** At most one line below them. */
  below?: ReactNode
}

/** Buttons over the safe area. */
export function Foot({ children, above, below }: Props) {
  return (
    <View className="foot">
      {above}
      <View className="foot__row">{children}</View>
      {below && <View className="t15 c2 center">{below}</View>}
    </View>
  )
}
