import { View } from '@tarojs/components'
import { a11y, pressable } from '@/shared/ui/a11y'
import { cx } from '@/shared/ui/cx'
import { Icon } from '@/shared/ui/Icon'
import { TextArea } from '@/shared/ui/TextArea'
import { CONCLUSION_CHOICES, CONCLUSION_NOTE_MAX, conclusionProblem } from '../model'
import type { CheckRecord } from '../use-record'

export const CLOSING_ANCHOR = 'closing'

interface Props {
  record: CheckRecord
  /** Asked to hand in: what is wrong is said at its place. */
  asked: boolean
}

/** The conclusion of the whole check; opens when every point is decided. */
export function ClosingCard({ record, asked }: Props) {
  const { choice, note } = record.closing
  const closed = record.open.length > 0
  const verdicts = record.points.map(({ id }) => record.point(id).verdict)
  const problem = closed ? null : conclusionProblem(choice, note, verdicts)
  // A choice that contradicts its points is said at once, a missing one when one wants to go on.
  const atChoice = problem?.at === 'choice' && (asked || choice !== null) ? problem.reason : null
  const atNote = problem?.at === 'note' && asked ? problem.reason : null
  const chosen = CONCLUSION_CHOICES.find(({ key }) => key === choice)
  return (
    <View className="panel" id={CLOSING_ANCHOR}>
      <View className="row wrap between g12">
        <View className="b">总结论</View>
        <View className="c2 t13">
          {closed ? `${record.points.length} 点都定了才能选` : '提交后对方马上看到，不能再改'}
        </View>
      </View>
      <View className="row g8 mt8 closing" {...a11y({ role: 'radiogroup', label: '总结论' })}>
        {CONCLUSION_CHOICES.map(({ key, text }) => {
          const on = !closed && key === choice
          return (
            <View
              key={key}
              className={cx('chip f1 closing__i', on && 'chip--on', closed && 'closing__i--off')}
              {...pressable(closed ? undefined : () => record.close({ choice: key }), {
                role: 'radio',
                checked: on,
                disabled: closed,
                label: `总结论，${text}`,
              })}
            >
              {on && <Icon name="check" size="xs" />}
              {text}
            </View>
          )
        })}
      </View>
      {!closed && chosen && !atChoice && <View className="t13 c2 mt8">{chosen.note}</View>}
      {atChoice && (
        <View className="t15 cr mt8" {...a11y({ role: 'alert' })}>
          {atChoice}
        </View>
      )}
      <View className="mt8 point__note">
        <TextArea
          label="给对方的话"
          placeholder={choice && choice !== 'pass' ? '给对方的话（必填）' : '给对方的话（可不填）'}
          value={note}
          maxLength={CONCLUSION_NOTE_MAX}
          tone={atNote ? 'error' : null}
          onChange={(text) => record.close({ note: text })}
        />
      </View>
      {atNote && (
        <View className="t15 cr mt4" {...a11y({ role: 'alert' })}>
          {atNote}
        </View>
      )}
    </View>
  )
}
