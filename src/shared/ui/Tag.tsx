import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { cx } from './cx'
import { Icon } from './Icon'
import type { IconName } from './icon-names'

/** wait: your turn. go: somebody works on it. done. late: late, failed or refused. */
export type Tone = 'wait' | 'go' | 'done' | 'late' | 'neutral'

interface Props {
  children: ReactNode
  tone?: Tone
  icon?: IconName
}

/** A state in a word on a soft colour. */
export function Tag({ children, tone = 'neutral', icon }: Props) {
  return (
    <View className={cx('tag', tone !== 'neutral' && `tag--${tone}`)}>
      {icon && <Icon name={icon} size="xs" />}
      <Text>{children}</Text>
    </View>
  )
}
