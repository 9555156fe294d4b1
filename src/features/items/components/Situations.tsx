import { View } from '@tarojs/components'
import type { ItemGuide, Situation, SituationOption } from '@/shared/contract'
import { Btn } from '@/shared/ui/Btn'
import { Card } from '@/shared/ui/Card'
import { Note } from '@/shared/ui/Note'
import { Radios } from '@/shared/ui/Opt'
import { Sec } from '@/shared/ui/Sec'
import { type SituationAnswers, warningOf } from '../model'

interface Props {
  situations: readonly Situation[]
  answers: SituationAnswers
  onAnswer: (situation: string, option: string) => void
  /** The chosen answer that leads to another item, and that item once its guide has come. */
  way: (SituationOption & { leads_to: string }) | null
  other: Pick<ItemGuide, 'name'> | undefined
  onOther: () => void
}

/** Questions that cut the list of materials. An answer that means another item says so and leads there. */
export function Situations({ situations, answers, onAnswer, way, other, onOther }: Props) {
  if (situations.length === 0) return null
  return (
    <View id="situations" className="col g12">
      <Sec title="选你的情形，材料会变少" />
      <Card>
        {situations.map((each, at) => {
          const chosen = each.options.find((option) => option.id === answers[each.id])
          const warning = warningOf(chosen)
          return (
            <View key={each.id} className={at > 0 ? 'mt16' : undefined}>
              <View className="b">{each.question}</View>
              {each.help && <View className="t15 c2 mt4">{each.help}</View>}
              <View className="mt8">
                <Radios
                  label={each.question}
                  choices={each.options}
                  value={answers[each.id] ?? null}
                  onChange={(option) => onAnswer(each.id, option)}
                />
              </View>
              {way && chosen?.leads_to === way.leads_to && (
                <View className="mt8 col g8">
                  <Note tone="wait" title="这种情形不办这一项" alert>
                    {`要办的是「${other?.name ?? way.leads_to}」。下面的材料先不用看。`}
                  </Note>
                  <Btn kind="line" block onClick={onOther}>
                    {other ? `去看「${other.name}」` : '去看要办的那一项'}
                  </Btn>
                </View>
              )}
              {warning && (
                <View className="mt8">
                  <Note tone="wait" title="先看清这一条" alert>
                    {`${warning}。拿不准先问专员，再往下办。`}
                  </Note>
                </View>
              )}
            </View>
          )
        })}
      </Card>
    </View>
  )
}
