import { View } from '@tarojs/components'
import { useState } from 'react'
import type { ApplicationDetail } from '@/shared/contract'
import type { FieldProblem } from '@/shared/form/answers'
import { AnswerField } from '@/shared/ui/AnswerField'
import { type FormPage, isKnown, pageQuestion } from '../model'
import { ErrorSummary } from './ErrorSummary'
import { KnownCard } from './KnownCard'

interface Props {
  page: FormPage
  detail: ApplicationDetail
  problems: FieldProblem[]
  onChange: (field: string, value: string) => void
  /** Reads a licence's QR; gives the code to fill in, or null. */
  onScan: () => Promise<string | null>
}

/** One page of the form: what is asked, and what is known already. */
export function QuestionPage({ page, detail, problems, onChange, onScan }: Props) {
  const [editing, setEditing] = useState(false)
  const { answers } = detail
  // What the person began to type here stays a question, although it would count as known now.
  const [asked] = useState(() => page.fields.filter((field) => !isKnown(field, answers)).map((f) => f.id))
  const wrong = new Map(problems.map(({ field, problem }) => [field.id, problem]))
  const known = page.fields.filter((field) => !editing && !asked.includes(field.id) && !wrong.has(field.id))
  const questions = page.fields.filter((field) => !known.includes(field))
  const { title, hint } = pageQuestion(page.title, questions)
  const only = questions.length === 1
  return (
    <>
      <View>
        <View className="q">{title}</View>
        {hint && <View className="c2 mt8">{hint}</View>}
      </View>
      <ErrorSummary problems={problems} />
      {questions.map((field) => (
        <AnswerField
          key={field.id}
          field={field}
          value={answers[field.id] ?? ''}
          onChange={(value) => onChange(field.id, value)}
          error={wrong.get(field.id)}
          bare={only && field.required}
          onScan={async () => {
            const code = await onScan()
            if (code) onChange(field.id, code)
          }}
        />
      ))}
      {known.length > 0 && <KnownCard fields={known} answers={answers} onEdit={() => setEditing(true)} />}
    </>
  )
}
