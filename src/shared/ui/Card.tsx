import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { pressable } from './a11y'
import { cx } from './cx'

interface Props {
  children: ReactNode
  /** wait: amber hairline, it is the person's turn. */
  tone?: 'wait'
  /** No padding above and below: the card holds cells or material rows. */
  flush?: boolean
  onClick?: () => void
  label?: string
  id?: string
  className?: string
}

/** White card of one matter; the whole card is the target when it leads somewhere. */
export function Card({ children, tone, flush, onClick, label, id, className }: Props) {
  return (
    <View
      id={id}
      className={cx('card', tone && `card--${tone}`, flush && 'card--flush', className)}
      {...pressable(onClick, { role: 'button', label })}
    >
      {children}
    </View>
  )
}
