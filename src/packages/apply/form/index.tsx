import { DraftGate } from '@/features/applications/components/DraftGate'
import { FormScreen } from '@/features/applications/components/FormScreen'
import { useDraft } from '@/features/applications/use-draft'
import { routes } from '@/shared/routes'
import { useParams } from '@/shared/use-params'

/** 填表 */
export default function Form() {
  const { id = '', page, back } = useParams('id', 'page', 'back')
  const draft = useDraft(id)
  const here = routes.form(id, page, back === 'check' ? 'check' : undefined)
  return (
    <DraftGate title="填表" draft={draft} here={here}>
      {(detail) => (
        <FormScreen draft={draft} detail={detail} here={here} wanted={page} fromCheck={back === 'check'} />
      )}
    </DraftGate>
  )
}
