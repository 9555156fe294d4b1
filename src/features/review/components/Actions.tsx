import { useOvertaken } from '../hooks'
import type { ReviewRow } from '../model'
import { useDeskPerson } from '../use-mine'
import type { Review } from '../use-review'
import { ActionBar } from './ActionBar'
import { canDecide, DecideActions } from './DecideActions'
import { HeadActions } from './HeadActions'
import { PreCheckActions } from './PreCheckActions'
import { WindowActions } from './WindowActions'

interface Props {
  review: Review
  note: string
  onRow: (row: ReviewRow) => void
  onIssue: () => void
  onSaid: (text: string) => void
}

/** The buttons of the stage that the application is in; nothing when the caller has nothing to do with it now. */
export function Actions({ review, note, onRow, onIssue, onSaid }: Props) {
  const { mine } = useDeskPerson(review.detail)
  const late = useOvertaken(review.detail.id)
  if (review.mode === 'window') {
    return <WindowActions review={review} mine={mine} late={late} onRow={onRow} onSaid={onSaid} />
  }
  if (review.mode === 'officer') {
    return <PreCheckActions review={review} note={note} onRow={onRow} onSaid={onSaid} />
  }
  if (canDecide(review.detail, mine)) {
    return <DecideActions detail={review.detail} mine={mine} late={late} onIssue={onIssue} onSaid={onSaid} />
  }
  if (review.detail.allowed.includes('extend')) {
    return <HeadActions detail={review.detail} late={late} onSaid={onSaid} />
  }
  return late && <ActionBar error={late}>{null}</ActionBar>
}
