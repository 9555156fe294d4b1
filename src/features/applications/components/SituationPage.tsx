import { View } from '@tarojs/components'
import type { ApplicationDetail, SituationOption } from '@/shared/contract'
import { go } from '@/shared/go'
import { routes } from '@/shared/routes'
import { Link } from '@/shared/ui/Link'
import { Note } from '@/shared/ui/Note'
import { Radios } from '@/shared/ui/Opt'

interface Props {
  detail: ApplicationDetail
  /** Ids of situations that must be answered first. */
  missing: string[]
  onChange: (answers: Record<string, string>) => void
  /** Answers that lead to other items: one cannot go on with this one while they stand. */
  away: Away
  onAway: (away: Away) => void
}

export type Away = Readonly<Record<string, SituationOption>>

/** The questions that cut the form and the list of materials. */
export function SituationPage({ detail, missing, onChange, away, onAway }: Props) {
  return (
    <>
      {detail.situations.map((situation) => {
        const other = away[situation.id]
        const choose = (id: string) => {
          const option = situation.options.find((each) => each.id === id)
          const { [situation.id]: _left, ...rest } = away
          // An answer that leads to another item is not kept in this one: it only shows the way.
          onAway(option?.leads_to ? { ...rest, [situation.id]: option } : rest)
          if (option && !option.leads_to) onChange({ [situation.id]: id })
        }
        return (
          <View key={situation.id} className="field" id={`situation-${situation.id}`}>
            <View className="b">{situation.question}</View>
            {situation.help && <View className="t15 c2">{situation.help}</View>}
            <Radios
              choices={situation.options}
              value={other?.id ?? detail.situation_answers[situation.id] ?? null}
              onChange={choose}
              label={situation.question}
            />
            {other?.leads_to && (
              <Note tone="wait" title="这种情形要办的是另一个事项">
                <Link chevron onClick={() => go(routes.item(other.leads_to ?? ''))}>
                  去看要办的事项
                </Link>
              </Note>
            )}
            {missing.includes(situation.id) && !other && <Note tone="late">还没选</Note>}
          </View>
        )
      })}
    </>
  )
}
