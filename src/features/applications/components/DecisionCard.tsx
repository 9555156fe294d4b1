import { View } from '@tarojs/components'
import type { ApplicationDetail } from '@/shared/contract'
import { Card } from '@/shared/ui/Card'
import { Tag } from '@/shared/ui/Tag'
import { dateWithWeekday } from '@/shared/words/dates'

/** A refusal with its reason and what one can do about it; a yes needs no card of its own. */
export function DecisionCard({ detail, now }: { detail: ApplicationDetail; now: number }) {
  const { decision } = detail
  if (!decision || decision.outcome === 'approved') return null
  const declined = decision.outcome === 'declined'
  return (
    <Card>
      <Tag tone="late">{declined ? '不予受理' : '不予许可'}</Tag>
      <View className="t20 b mt8">{declined ? '这件没有受理' : '这件没有批准'}</View>
      <View className="t15 c2 mt4">{dateWithWeekday(decision.at, now)}决定</View>
      {decision.reason && <View className="mt8 pre">{decision.reason}</View>}
      <View className="t15 c2 mt8">
        不明白就问专员；不同意可以提诉求，也可以依法申请行政复议或者提起行政诉讼。
      </View>
    </Card>
  )
}
