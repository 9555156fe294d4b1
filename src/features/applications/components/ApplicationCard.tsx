import { View } from '@tarojs/components'
import type { ApplicationSummary } from '@/shared/contract'
import { Card } from '@/shared/ui/Card'
import { Due } from '@/shared/ui/Due'
import { Tag } from '@/shared/ui/Tag'
import { holderSentence, stateWord } from '@/shared/words/application'
import { rowDue } from '../row'

interface Props {
  application: ApplicationSummary
  now: number
  onClick: () => void
}

/** An application in a list: state, what it is, who has it, and by when; the whole card opens it. */
export function ApplicationCard({ application, now, onClick }: Props) {
  const { word, tone } = stateWord(application)
  const due = rowDue(application, now)
  const sentence = holderSentence(application, now)
  return (
    <Card
      tone={tone === 'wait' ? 'wait' : undefined}
      onClick={onClick}
      label={`${word}，${application.item_name}，${sentence}`}
    >
      <View className="row between g8">
        <Tag tone={tone}>{word}</Tag>
        {application.number && <View className="t13 c2">{application.number}</View>}
      </View>
      <View className="h mt8">{application.item_name}</View>
      <View className="t15 c2 mt4">{sentence}</View>
      {due && <Due className="mt4" {...due} />}
    </Card>
  )
}
