import { View } from '@tarojs/components'
import type { ReactNode } from 'react'

interface Props {
  /** Buttons; several stand in a row. */
  children: ReactNode
  /** Buttons one below the other, each the whole width. */
  column?: boolean
  /** A Saved line above the buttons. */
  above?: ReactNode
  /** At most one line below them. */
  below?: ReactNode
}

/** Buttons over the safe area. */
export function Foot({ children, column, above, below }: Props) {
  return (
    <View className="foot">
      {above}
      <View className={column ? 'col' : 'foot__row'}>{children}</View>
      {below && <View className="t15 c2 center">{below}</View>}
    </View>
  )
}
