import { Text, View } from '@tarojs/components'
import { pressable } from './a11y'
import { cx } from './cx'

interface Props {
  /** 还剩 5 小时 25 分; 承诺超时 1 小时 35 分; 等申请人补正，不计时. */
  left: string
  /** late: red. soon: amber. */
  tone?: 'late' | 'soon' | 'still'
  /** 核对材料; 审查. */
  stage: string
  title: string
  /** Enterprise. */
  sub: string
  current?: boolean
  onClick: () => void
}

/** A row of the staff queue, sorted by working time left. */
export function QRow({ left, tone, stage, title, sub, current, onClick }: Props) {
  const color = tone === 'late' ? 'cr' : tone === 'soon' ? 'ca' : tone === 'still' ? 'c2' : ''
  return (
    <View
      className={cx('qrow', current && 'qrow--on')}
      {...pressable(onClick, {
        role: 'button',
        selected: current,
        label: `${left}，${title}，${sub}，${stage}`,
      })}
    >
      <View className="row between g8">
        <Text className={cx('b', color)}>{left}</Text>
        <Text className="t13 c2 nw">{stage}</Text>
      </View>
      <Text className={current ? 'b' : undefined}>{title}</Text>
      <Text className="t13 c2">{sub}</Text>
    </View>
  )
}
