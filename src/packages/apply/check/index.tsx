import { CheckScreen } from '@/features/applications/components/CheckScreen'
import { DraftGate } from '@/features/applications/components/DraftGate'
import { useDraft } from '@/features/applications/use-draft'
import { routes } from '@/shared/routes'
import { useParams } from '@/shared/use-params'

/** 核对 */
export default function Check() {
  const { id = '' } = useParams('id')
  const draft = useDraft(id)
  const here = routes.check(id)
  return (
    <DraftGate title="核对" draft={draft} here={here}>
      {(detail) => <CheckScreen draft={draft} detail={detail} here={here} />}
    </DraftGate>
  )
}
