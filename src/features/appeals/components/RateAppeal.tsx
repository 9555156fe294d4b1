import { View } from '@tarojs/components'
import type { AppealDetail } from '@/shared/contract'
import { toAppError } from '@/shared/errors'
import { RATING_LEVELS } from '@/shared/levels'
import { Btn } from '@/shared/ui/Btn'
import { Field } from '@/shared/ui/Field'
import { Foot } from '@/shared/ui/Foot'
import { Note } from '@/shared/ui/Note'
import { Radios } from '@/shared/ui/Opt'
import { TextArea } from '@/shared/ui/TextArea'
import { NOTE_MAX } from '../model'
import type { RateAppealForm } from '../use-rate-appeal'

/** Solved: the five levels, none chosen beforehand, and a word if one likes. */
export function RateAppeal({ appeal, form }: { appeal: AppealDetail; form: RateAppealForm }) {
  const error = form.error ? toAppError(form.error) : null
  return (
    <>
      <View>
        <View className="t24 b">这件诉求办得怎么样？</View>
        <View className="t15 c2 mt4">{appeal.title}</View>
      </View>
      <Radios label="满意程度" choices={RATING_LEVELS} value={form.level} onChange={form.setLevel} />
      <Field label="想说点什么" optional error={form.tooLong}>
        <TextArea
          label="想说点什么"
          placeholder="哪里好，哪里还要改"
          value={form.comment}
          onChange={form.setComment}
          maxLength={NOTE_MAX}
        />
      </Field>
      <Note icon="lock">办事的人看不到是谁评的。</Note>
      {error && (
        <Note tone="late" alert title={error.message}>
          {error.hint}
        </Note>
      )}
    </>
  )
}

/** Rates and closes; whoever does not want to rate can still say that it is solved. */
export function RateAppealFoot({ form }: { form: RateAppealForm }) {
  const chosen = form.level !== null
  return (
    <Foot>
      <Btn kind={chosen ? 'main' : 'plain'} grow busy={form.busy} onClick={form.send}>
        {chosen ? '提交评价' : '不评了，直接办结'}
      </Btn>
    </Foot>
  )
}
