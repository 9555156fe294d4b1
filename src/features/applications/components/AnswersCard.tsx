import { View } from '@tarojs/components'
import type { ApplicationDetail } from '@/shared/contract'
import { answerWords } from '@/shared/form/answer-words'
import { Card } from '@/shared/ui/Card'
import { Kv } from '@/shared/ui/Kv'
import { formPages } from '../model'

/** Every answer as it reads, by group; the situations first. */
export function AnswersCard({ detail }: { detail: ApplicationDetail }) {
  const { situations, situation_answers, answers } = detail
  const chosen = situations.flatMap(({ id, question, options }) => {
    const option = options.find((each) => each.id === situation_answers[id])
    return option ? [{ id, question, label: option.label }] : []
  })
  return (
    <>
      {chosen.length > 0 && (
        <Card>
          <View className="h">情形</View>
          {chosen.map(({ id, question, label }) => (
            <Kv key={id} label={question}>
              {label}
            </Kv>
          ))}
        </Card>
      )}
      {formPages(detail).map((page) => (
        <Card key={page.key}>
          <View className="h">{page.title}</View>
          {page.fields.map((field) => (
            <Kv key={field.id} label={field.label}>
              <View className="pre">{answerWords(field, answers[field.id])}</View>
            </Kv>
          ))}
        </Card>
      ))}
    </>
  )
}
