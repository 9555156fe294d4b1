import { View } from '@tarojs/components'
import { a11y } from './a11y'
import { cx } from './cx'
import type { IconName } from './icon-names'

interface Props {
  name: IconName
  /** 24 px, or s 20, xs 16, l 40. */
  size?: 's' | 'xs' | 'l'
  /** Read aloud; without it the icon is decoration. */
  label?: string
  className?: string
}

/** A drawn sign in the colour of the text around it. */
export function Icon({ name, size, label, className }: Props) {
  // Without words inside, a decoration is passed over by screen readers anyway.
  const spoken = label ? a11y({ role: 'img', label }) : {}
  return <View className={cx('i', `i-${name}`, size && `i--${size}`, className)} {...spoken} />
}
