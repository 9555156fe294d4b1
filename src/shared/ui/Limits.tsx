import { Text, View } from '@tarojs/components'
import { cx } from './cx'

interface Limit {
  /** 县里承诺; 承诺，还剩. */
  label: string
  /** The number; a word (立等可取) when there is no number. */
  value: string
  unit?: string
}

interface Props {
  promised: Limit
  statutory?: Limit
  /** Both the same size and colour: limits of a running application instead of an item's promise. */
  even?: boolean
  /** The label above the number instead of below. */
  labelFirst?: boolean
}

/** Promised and statutory limit side by side; the promised one is larger. */
export function Limits({ promised, statutory, even, labelFirst }: Props) {
  const number = (limit: Limit, second: boolean) => (
    <View className={cx('big', second && !even && 'big--2', !second && !even && 'cb')}>
      {limit.value}
      {limit.unit && <Text className="big__u">{limit.unit}</Text>}
    </View>
  )
  const part = (limit: Limit, second: boolean) => (
    <View className={cx('limits__i', second && 'limits__i--2')}>
      {labelFirst && <View className="t15 c2">{limit.label}</View>}
      {number(limit, second)}
      {!labelFirst && <View className="t15 c2 mt4">{limit.label}</View>}
    </View>
  )
  return (
    <View className="limits">
      {part(promised, false)}
      {statutory && part(statutory, true)}
    </View>
  )
}
