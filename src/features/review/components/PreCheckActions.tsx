import { View } from '@tarojs/components'
import { Btn } from '@/shared/ui/Btn'
import { useAnswerPreCheck } from '../hooks'
import { noticePoints, preCheckMove, type ReviewRow } from '../model'
import type { Review } from '../use-review'
import { ActionBar } from './ActionBar'

interface Props {
  review: Review
  /** 回给张经理: the words that go with the answer. */
  note: string
  onRow: (row: ReviewRow) => void
  onSaid: (text: string) => void
}

/** The officer's answer to a look-over: it can be filed, or these places need work. */
export function PreCheckActions({ review, note, onRow, onSaid }: Props) {
  const { detail, sum, rows } = review
  const answer = useAnswerPreCheck(detail.id)
  const move = preCheckMove(sum)
  const act = () => {
    if (move.row) {
      onRow(move.row)
      return
    }
    const wish = { id: detail.id, outcome: move.outcome, note: note.trim(), points: noticePoints(rows) }
    answer.run(wish, () => {
      review.letGo()
      onSaid(`已经回复${detail.applicant.name}`)
    })
  }
  return (
    <ActionBar
      note={`${sum.unseen.length > 0 ? `还有 ${sum.unseen.length} 件没看。` : ''}帮办意见，受理以审批局为准`}
      error={answer.error}
    >
      <View className="row g12 actions">
        <Btn kind={move.row ? 'plain' : 'main'} busy={answer.busy} onClick={act} className="actions__main">
          {move.text}
        </Btn>
      </View>
    </ActionBar>
  )
}
