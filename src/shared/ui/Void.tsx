import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { Icon } from './Icon'
import type { IconName } from './icon-names'

interface Props {
  title: string
  /** How to begin, or what to do. */
  sub?: ReactNode
  icon?: IconName
  /** Buttons. */
  children?: ReactNode
}

/** Nothing here yet: says so, and how to begin. */
export function Void({ title, sub, icon = 'tray', children }: Props) {
  return (
    <View className="void">
      <Icon name={icon} size="l" className="c3" />
      <View className="h">{title}</View>
      {sub && <View className="t15 c2">{sub}</View>}
      {children && <View className="row wrap g12 mt8 center void__b">{children}</View>}
    </View>
  )
}
