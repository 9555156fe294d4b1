import { Text, View } from '@tarojs/components'
import type { FormField } from '@/shared/contract'
import { answerWords } from '@/shared/form/answer-words'
import type { Answers } from '@/shared/form/answers'
import { groupUscc, usccDoubtful } from '@/shared/form/uscc'
import { Card } from '@/shared/ui/Card'
import { Kv } from '@/shared/ui/Kv'
import { Link } from '@/shared/ui/Link'

interface Props {
  fields: FormField[]
  answers: Answers
  /** Shows them as questions instead. */
  onEdit: () => void
}

/** What the records know already: shown, not asked. */
export function KnownCard({ fields, answers, onEdit }: Props) {
  const mine = fields.every((field) => field.prefill?.startsWith('me.'))
  return (
    <Card>
      <View className="t15 c2">{mine ? '不用填，从你的资料带来' : '不用填，从你的企业档案带来'}</View>
      <View className="mt4">
        {fields.map((field) => (
          <Kv key={field.id} label={field.label}>
            {field.type === 'uscc' ? (
              <Uscc code={answers[field.id]} />
            ) : (
              <Text>{answerWords(field, answers[field.id])}</Text>
            )}
          </Kv>
        ))}
      </View>
      <Link className="link--last" icon="pencil" onClick={onEdit}>
        不对，去改
      </Link>
    </Card>
  )
}

function Uscc({ code }: { code: string }) {
  return (
    <View>
      <Text className="nw">{groupUscc(code)}</Text>
      {usccDoubtful(code) && (
        <View className="ca">最后一位和前 17 位对不上，照执照核对一遍；没错就继续，不影响办理。</View>
      )}
    </View>
  )
}
