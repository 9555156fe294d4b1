import { Link } from '@/shared/ui/Link'
import { Note } from '@/shared/ui/Note'
import type { Review } from '../use-review'

/** Verdicts that have not reached the server: they are here, and how to send them. */
export function Unsaved({ review }: { review: Review }) {
  if (!review.unsaved) return null
  return (
    <Note tone="wait" alert title="刚标的还没存上">
      {review.unsaved.message}。标的都还在，连上会自己再存。
      <Link icon="retry" onClick={review.retry}>
        现在再存
      </Link>
    </Note>
  )
}
