import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { a11y } from './a11y'
import { cx } from './cx'
import { Icon } from './Icon'
import type { IconName } from './icon-names'
import type { Tone } from './Tag'

const ICON: Record<Tone, IconName> = {
  neutral: 'info',
  go: 'info',
  wait: 'warn',
  late: 'warn',
  done: 'check',
}

interface Props {
  children?: ReactNode
  title?: string
  tone?: Tone
  icon?: IconName
  /** Spoken as soon as it appears (an error after a tap). */
  alert?: boolean
  id?: string
}

/** A quiet message inside the page. */
export function Note({ children, title, tone = 'neutral', icon, alert, id }: Props) {
  return (
    <View
      id={id}
      className={cx('note', tone !== 'neutral' && `note--${tone}`)}
      {...a11y({ role: alert ? 'alert' : undefined })}
    >
      <Icon name={icon ?? ICON[tone]} size="s" />
      <View className="f1">
        {title && <View className="b">{title}</View>}
        {children}
      </View>
    </View>
  )
}
