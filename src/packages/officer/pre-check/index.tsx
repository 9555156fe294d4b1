import { NeedSignIn } from '@/features/session/components/NeedSignIn'
import { routes } from '@/shared/routes'
import { useParams } from '@/shared/use-params'
import { ReviewPages } from '../ReviewPages'

/** 预审: the helper officer looks a draft over before it is filed. */
export default function PreCheck() {
  const { id, row } = useParams('id', 'row')
  return (
    <NeedSignIn title="预审" back={routes.preCheck(id ?? '', row)}>
      <ReviewPages title="预审" id={id ?? ''} row={row ?? null} at={routes.preCheck} />
    </NeedSignIn>
  )
}
