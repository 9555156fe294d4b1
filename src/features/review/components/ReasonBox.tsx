import { View } from '@tarojs/components'
import { Chip } from '@/shared/ui/Chip'
import { Note } from '@/shared/ui/Note'
import { TextArea } from '@/shared/ui/TextArea'
import type { ReviewRow } from '../model'
import { reasonsFor, withReason } from '../reasons'
import type { Review } from '../use-review'

const MOST = 500

/** What is missing in the row marked 要补: a reason to start from, and the words that go out. */
export function ReasonBox({ review, row }: { review: Review; row: ReviewRow }) {
  const word = review.mode === 'officer' ? '改' : '补'
  if (review.refused === row.id) {
    return (
      <Note tone="wait" alert>
        补正只能一次说全，上次没说到「{row.title}」，现在不能再要。
      </Note>
    )
  }
  if (review.mode === 'read' || row.judged.verdict !== 'fix') return null
  const reasons = reasonsFor(row.target, (row.material?.files.length ?? 0) > 0)
  const { reason } = row.judged
  return (
    <View className="col g8" id="reason">
      <View className="b">{`哪里要${word}（选一条，再改字）`}</View>
      <View className="row wrap g8">
        {reasons.map((each) => (
          <Chip
            key={each.chip}
            text={each.chip}
            on={reason.includes(each.text)}
            onChange={() => review.judge(row, 'fix', withReason(reason, each, reasons))}
          />
        ))}
      </View>
      <TextArea
        label={`${row.title}哪里要${word}`}
        placeholder={`缺什么。怎么${word}：怎么做就行。`}
        value={reason}
        maxLength={MOST}
        tone={[...reason].length > MOST ? 'error' : null}
        onChange={(text) => review.write(row, text)}
        onBlur={review.retry}
      />
    </View>
  )
}
