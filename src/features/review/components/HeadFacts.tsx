import { Text, View } from '@tarojs/components'
import type { ApplicationDetail } from '@/shared/contract'
import { Tag } from '@/shared/ui/Tag'
import { stateWord } from '@/shared/words/application'
import { momentWords } from '@/shared/words/dates'
import { headClocks } from '../head'
import { TimeOffers } from './TimeCard'

const TONE = { plain: '', soon: 'ca', late: 'cr', quiet: 'c2' } as const

interface Props {
  detail: ApplicationDetail
  onSaid: (text: string) => void
}

/** What it is, whose, the clocks that run on it, and what may be done about them. */
export function HeadFacts({ detail, onSaid }: Props) {
  const now = Date.parse(detail.server_now)
  const { word, tone } = stateWord(detail)
  const received = detail.submitted_at ? `${momentWords(detail.submitted_at, now)} 收件` : ''
  return (
    <View className="hfacts">
      <View className="row between wrap g8">
        <View className="row wrap g12">
          <Text className="t20 b">{detail.item_name}</Text>
          <Tag tone={tone}>{word}</Tag>
        </View>
        {detail.number && (
          <View className="row wrap g8 c2 t15">
            <Text className="nw">{detail.number}</Text>
            {received && <Text className="nw">{received}</Text>}
          </View>
        )}
      </View>
      <View className="row wrap hfacts__l">
        <Text>{`${detail.enterprise_name}，${detail.applicant.name}`}</Text>
        {headClocks(detail, now).map(({ label, words, tail }) => (
          <View key={label}>
            <Text className={`b ${TONE[words.tone]}`}>{`${label} ${words.left}`}</Text>
            {words.moment && <Text>{`，${words.moment}`}</Text>}
            {tail && <Text className="c2">{`，${tail}`}</Text>}
          </View>
        ))}
        <TimeOffers detail={detail} onSaid={onSaid} />
      </View>
    </View>
  )
}
