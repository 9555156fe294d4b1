import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { FormField } from '@/shared/contract'
import { answerWords } from '@/shared/form/answer-words'
import { AnswerField } from '@/shared/ui/AnswerField'
import { Link } from '@/shared/ui/Link'
import type { Mend } from '../correction'
import { MendCard } from './MendCard'

interface Props {
  mend: Mend
  field: FormField
  at: number
  value: string
  onChange: (value: string) => void
}

/** A field to mend: the box with what was filled, or what it was changed to. */
export function MendField({ mend, field, at, value, onChange }: Props) {
  // Open from the start where nothing was answered, and not closed under one's fingers when it becomes right.
  const [editing, setEditing] = useState(mend.point.answered_at === null)
  return (
    <MendCard mend={mend} at={at}>
      {editing ? (
        <View className="mt12">
          <AnswerField bare field={field} value={value} onChange={onChange} error={mend.problem} />
          {!mend.done && mend.problem === null && value.trim() !== '' && (
            <Link onClick={() => onChange(value)} label={`${field.label}就是这样，不改`}>
              填得没错，就是这样
            </Link>
          )}
        </View>
      ) : (
        <View className="mt8 t15">
          <Text className="c2">现在是　</Text>
          <Text className="b">{answerWords(field, value)}</Text>
          <View>
            <Link onClick={() => setEditing(true)} label={`再改${field.label}`}>
              再改改
            </Link>
          </View>
        </View>
      )}
    </MendCard>
  )
}
