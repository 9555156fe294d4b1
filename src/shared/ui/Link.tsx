import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { pressable } from './a11y'
import { cx } from './cx'
import { Icon } from './Icon'
import type { IconName } from './icon-names'

interface Props {
  children: ReactNode
  onClick: () => void
  icon?: IconName
  /** A chevron after the words: leads to another page. */
  chevron?: boolean
  /** Words at the right end of the 44 px target. */
  end?: boolean
  /** Lets the 44 px target overlap the lines around it, in a row of smaller things. */
  tight?: boolean
  label?: string
  className?: string
}

/** Blue words that do something small beside a text: 看样表, 修改, 重试. */
export function Link({ children, onClick, icon, chevron, end, tight, label, className }: Props) {
  return (
    <View
      className={cx('link', end && 'link--end', tight && 'link--tight', className)}
      {...pressable(onClick, { role: 'button', label })}
    >
      {icon && <Icon name={icon} size="s" />}
      {children}
      {chevron && <Icon name="right" size="s" />}
    </View>
  )
}
