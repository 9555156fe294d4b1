import type { ReviewRow } from '../model'
import { useDeskPerson } from '../use-mine'
import type { Review } from '../use-review'
import { canDecide, DecideActions } from './DecideActions'
import { PreCheckActions } from './PreCheckActions'
import { WindowActions } from './WindowActions'

interface Props {
  review: Review
  note: string
  onRow: (row: ReviewRow) => void
  onIssue: () => void
  onSaid: (text: string) => void
}

/** The buttons of the stage that the case is in; nothing when the caller has nothing to do with it now. */
export function Actions({ review, note, onRow, onIssue, onSaid }: Props) {
  const { mine } = useDeskPerson(review.detail)
  if (review.mode === 'window') {
    return <WindowActions review={review} mine={mine} onRow={onRow} onSaid={onSaid} />
  }
  if (review.mode === 'officer') {
    return <PreCheckActions review={review} note={note} onRow={onRow} onSaid={onSaid} />
  }
  if (!canDecide(review.detail, mine)) return null
  return <DecideActions detail={review.detail} mine={mine} onIssue={onIssue} onSaid={onSaid} />
}
