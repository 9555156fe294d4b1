import { View } from '@tarojs/components'
import { a11y } from './a11y'
import { cx } from './cx'

interface Props {
  /** 李专员; the surname is shown. */
  name: string
  small?: boolean
  grey?: boolean
}

/** The surname in a circle; the name stands beside it, so it is not read aloud. */
export function Avatar({ name, small, grey }: Props) {
  return (
    <View className={cx('av', small && 'av--s', grey && 'av--grey')} {...a11y({ hidden: true })}>
      {[...name][0] ?? ''}
    </View>
  )
}
