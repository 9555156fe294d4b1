import { Text, View } from '@tarojs/components'
import { cx } from './cx'

interface Props {
  /** What is left, in working time: 还剩 3 个工作日; 后天; 承诺超时 1 小时 35 分. */
  left: string
  /** The moment: 4月7日（周二）17:30 前. */
  moment?: string
  tone?: 'late' | 'wait'
  className?: string
}

/** 期限: how long is left, then the moment; it wraps between the two, never inside one. */
export function Due({ left, moment, tone, className }: Props) {
  return (
    <View className={cx('due', className)}>
      <Text className={cx('due__left', tone === 'late' && 'cr', tone === 'wait' && 'ca')}>{left}</Text>
      {moment && <Text className="due__at">{moment}</Text>}
    </View>
  )
}
