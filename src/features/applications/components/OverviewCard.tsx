import { View } from '@tarojs/components'
import type { ApplicationDetail } from '@/shared/contract'
import { Card } from '@/shared/ui/Card'
import { Steps } from '@/shared/ui/Steps'
import { Tag } from '@/shared/ui/Tag'
import { holderSentence, stateWord } from '@/shared/words/application'
import { stepFacts } from '../steps'

/** What it is, its number, where it stands among the three steps, and who has it. */
export function OverviewCard({ detail, now }: { detail: ApplicationDetail; now: number }) {
  const { word, tone } = stateWord(detail)
  const { now: step, notes, skipped } = stepFacts(detail)
  // The card above says it already when it is the person's turn.
  const mine = detail.holder.name === '你'
  const refused = detail.state === 'declined' || detail.state === 'denied'
  return (
    <Card>
      <View className="row between top g8 headline">
        <View className="t20 b f1">{detail.item_name}</View>
        {!mine && !refused && <Tag tone={tone}>{word}</Tag>}
      </View>
      <View className="t15 c2 mt4">{detail.number ?? '还没提交，没有编号'}</View>
      <View className="mt16">
        <Steps now={step} notes={notes} skipped={skipped} />
      </View>
      {!mine && <View className="hr" />}
      {!mine && <View>{holderSentence(detail, now)}。</View>}
    </Card>
  )
}
