import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { pressable } from './a11y'
import { cx } from './cx'
import { Icon } from './Icon'
import type { IconName } from './icon-names'

interface Props {
  title: ReactNode
  /** Second line. */
  sub?: ReactNode
  /** At the right end; wraps before the title does. */
  value?: ReactNode
  icon?: IconName
  /** Instead of an icon (an avatar, a coloured sign). */
  before?: ReactNode
  /** A control at the end (a switch, a button); no chevron then. */
  after?: ReactNode
  onClick?: () => void
  label?: string
  /** Title in bold, content at the top: rows of several lines. */
  strong?: boolean
  /** In large-font mode the value goes, the title stays. */
  dropValue?: boolean
  id?: string
}

/** A row of a card; with onClick the whole row is the target and a chevron shows it. */
export function Cell(props: Props) {
  const { title, sub, value, icon, before, after, onClick, label, strong, dropValue, id } = props
  return (
    <View className={cx('cell', strong && 'top')} id={id} {...pressable(onClick, { role: 'button', label })}>
      {icon && <Icon name={icon} className="c2" />}
      {before}
      <View className="cell__main">
        <View className={strong ? 'h' : undefined}>{title}</View>
        {sub && <View className="t15 c2">{sub}</View>}
      </View>
      {value && <View className={cx('cell__v', dropValue && 'hide-lf')}>{value}</View>}
      {after}
      {onClick && !after && <Icon name="right" size="s" className="c3" />}
    </View>
  )
}
