import { View } from '@tarojs/components'
import { DraftGate, SignedOutNote } from '@/features/applications/components/DraftGate'
import { FormProgress } from '@/features/applications/components/FormProgress'
import { MaterialsNotes } from '@/features/applications/components/MaterialsNotes'
import { SavedLine } from '@/features/applications/components/SavedLine'
import { formPages, ownMaterials } from '@/features/applications/model'
import { type Draft, useDraft } from '@/features/applications/use-draft'
import { MaterialList } from '@/features/materials/components/MaterialList'
import { materialAnchor } from '@/features/materials/components/MaterialRow'
import type { ApplicationDetail } from '@/shared/contract'
import { leave, replace } from '@/shared/go'
import { routes } from '@/shared/routes'
import { Btn } from '@/shared/ui/Btn'
import { Foot } from '@/shared/ui/Foot'
import { Note } from '@/shared/ui/Note'
import { Page } from '@/shared/ui/Page'
import { Skeleton } from '@/shared/ui/Skeleton'
import { scrollToId } from '@/shared/ui/scroll'
import { useParams } from '@/shared/use-params'

/** 上传材料 */
export default function Materials() {
  const { id = '', back } = useParams('id', 'back')
  const fromCheck = back === 'check'
  const draft = useDraft(id)
  const here = routes.materials(id, fromCheck ? 'check' : undefined)
  return (
    <DraftGate title="上传材料" draft={draft} here={here} skeleton={<Skeleton kind="mat" rows={4} />}>
      {(detail) => <MaterialsScreen draft={draft} detail={detail} here={here} fromCheck={fromCheck} />}
    </DraftGate>
  )
}

interface ScreenProps {
  draft: Draft
  detail: ApplicationDetail
  here: string
  /** Opened from the check page to mend something: then back there. */
  fromCheck: boolean
}

function MaterialsScreen({ draft, detail, here, fromCheck }: ScreenProps) {
  const own = ownMaterials(detail)
  const fetched = detail.materials.filter((material) => material.fetched_by_office)
  const done = own.filter((material) => material.files.length > 0).length
  const missing = own.filter((material) => material.required && material.files.length === 0)
  const steps = formPages(detail).length + 1
  const onward = () => {
    const [first] = missing
    if (first && !fromCheck) scrollToId(materialAnchor(first.key))
    else if (fromCheck) leave(routes.check(detail.id))
    else replace(routes.check(detail.id))
  }
  return (
    <Page
      title={detail.item_name}
      white
      offlineText="网络不好，选好的文件先存在手机，连上后接着传。"
      foot={
        <Foot above={<SavedLine state={draft.state} after="退出也会接着传" />}>
          {!fromCheck && (
            <Btn onClick={() => replace(routes.form(detail.id, formPages(detail).at(-1)?.key))}>上一步</Btn>
          )}
          <Btn kind={missing.length > 0 && !fromCheck ? 'plain' : 'main'} grow onClick={onward}>
            {onwardWords(missing.length, fromCheck)}
          </Btn>
        </Foot>
      }
    >
      {!fromCheck && <FormProgress step={steps} steps={steps} name="材料" />}
      <SignedOutNote draft={draft} here={here} />
      <View className="row base between">
        <View className="q">{own.length > 0 ? `上传 ${own.length} 件材料` : '没有要你传的材料'}</View>
        {own.length > 0 && <View className="t15 c2 nw">{`传好 ${done} 件`}</View>}
      </View>
      {own.length > 0 ? (
        <MaterialList application={detail} list={own} />
      ) : (
        <Note tone="done">直接去核对就行。</Note>
      )}
      <MaterialsNotes fetched={fetched} own={own.length} />
    </Page>
  )
}

function onwardWords(missing: number, fromCheck: boolean): string {
  if (fromCheck) return '回去核对'
  return missing > 0 ? `还差 ${missing} 件，传好再核对` : '下一步：核对'
}
