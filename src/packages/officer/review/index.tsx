import { NeedSignIn } from '@/features/session/components/NeedSignIn'
import { routes } from '@/shared/routes'
import { useParams } from '@/shared/use-params'
import { ReviewPages } from '../ReviewPages'

/** 看办件: check, decide, hand on. */
export default function Review() {
  const { id, row } = useParams('id', 'row')
  return (
    <NeedSignIn title="看办件" back={routes.review(id ?? '', row)}>
      <ReviewPages title="看办件" id={id ?? ''} row={row ?? null} at={routes.review} />
    </NeedSignIn>
  )
}
