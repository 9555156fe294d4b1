import { View } from '@tarojs/components'
import { toAppError } from '@/shared/errors'
import { RATING_LEVELS } from '@/shared/levels'
import { Btn } from '@/shared/ui/Btn'
import { Field } from '@/shared/ui/Field'
import { Foot } from '@/shared/ui/Foot'
import { Note } from '@/shared/ui/Note'
import { Radios } from '@/shared/ui/Opt'
import { TextArea } from '@/shared/ui/TextArea'
import { MOST_COMMENT, type RateFormState } from '../use-rate-form'

/** The question, the levels, a word if one likes. */
export function RateForm({ form, item }: { form: RateFormState; item: string }) {
  return (
    <>
      <View>
        <View className="t24 b">这件事办得怎么样？</View>
        <View className="t15 c2 mt4">{item}</View>
      </View>
      <Radios label="满意程度" choices={RATING_LEVELS} value={form.level} onChange={form.setLevel} />
      <Field label="想说点什么" optional error={form.tooLong ? `最多 ${MOST_COMMENT} 个字` : null}>
        <TextArea
          label="想说点什么"
          placeholder="哪里好，哪里还要改"
          value={form.comment}
          onChange={form.setComment}
          maxLength={MOST_COMMENT}
        />
      </Field>
      <Note icon="lock">办事的人看不到是谁评的。</Note>
    </>
  )
}

/** Its one button; plain until something is chosen. */
export function RateFoot({ form }: { form: RateFormState }) {
  const chosen = form.level !== null
  const error = form.error ? toAppError(form.error) : null
  return (
    <Foot
      above={
        <>
          {form.missing && (
            <Note tone="late" alert>
              先选一个满意程度
            </Note>
          )}
          {error && (
            <Note tone="late" alert title={error.message}>
              {error.hint}
            </Note>
          )}
        </>
      }
    >
      <Btn kind={chosen ? 'main' : 'plain'} block busy={form.busy} onClick={form.send}>
        {chosen ? '提交评价' : '选好再提交'}
      </Btn>
    </Foot>
  )
}
