import { View } from '@tarojs/components'
import { goSignIn } from '@/features/applications/components/DraftGate'
import { mendAnchor } from '@/features/applications/components/MendCard'
import { MendField } from '@/features/applications/components/MendField'
import { SavedLine } from '@/features/applications/components/SavedLine'
import { CorrectionDue } from '@/features/applications/components/TurnCard'
import { mendsTitle } from '@/features/applications/correction'
import { useCorrection } from '@/features/applications/use-correction'
import type { Draft } from '@/features/applications/use-draft'
import { useMaterials } from '@/features/materials/use-materials'
import type { ApplicationDetail } from '@/shared/contract'
import { toAppError } from '@/shared/errors'
import { Btn } from '@/shared/ui/Btn'
import { Foot } from '@/shared/ui/Foot'
import { Note } from '@/shared/ui/Note'
import { Page } from '@/shared/ui/Page'
import { scrollToId } from '@/shared/ui/scroll'
import { pastWords } from '@/shared/words/dates'
import { AskHelp } from './AskHelp'
import { MendMaterial } from './MendMaterial'

interface Props {
  draft: Draft
  detail: ApplicationDetail
  here: string
}

/** The points one by one, then one button that sends them all. */
export function CorrectionScreen({ draft, detail, here }: Props) {
  const materials = useMaterials(detail)
  const correction = useCorrection(draft, detail)
  const { mends, left } = correction
  const now = Date.parse(detail.server_now)
  const notice = detail.events.filter((event) => event.kind === 'correction_issued').pop()
  const problem = draft.state?.problem
  const signedOut = draft.session === null || problem?.code === 'signed_out'
  const refused = correction.error ?? (problem?.code.startsWith('BB') ? problem : null)
  const said = refused ? toAppError(refused) : null
  const coming = materials.tasks.length > 0
  const next = left.find((mend) => mend.material)?.point.id

  const button = () => {
    if (signedOut) {
      return (
        <Btn kind="main" grow onClick={() => goSignIn(here)}>
          登录后接着补
        </Btn>
      )
    }
    if (left.length > 0 || coming) {
      return (
        <Btn grow onClick={() => left[0] && scrollToId(mendAnchor(left[0]))}>
          {left.length > 0 ? `还差 ${left.length} 处，补完再提交` : '有文件正在传，传完再提交'}
        </Btn>
      )
    }
    return (
      <Btn kind="main" grow busy={correction.sending} onClick={() => void correction.send()}>
        提交补正
      </Btn>
    )
  }

  return (
    <Page
      title="补正"
      offlineText="网络不好，填的先存在手机。连上后自动保存。"
      foot={
        <Foot
          above={
            <>
              {said && (
                <Note tone="late" title={said.message} alert>
                  {said.hint}
                </Note>
              )}
              <SavedLine state={draft.state} />
            </>
          }
        >
          {button()}
        </Foot>
      }
    >
      <View>
        <View className="t24 b">{mendsTitle(mends)}</View>
        <CorrectionDue detail={detail} now={now} />
        <View className="t15 c2 mt4">
          {[detail.item_name, notice && `${notice.actor_name}，${pastWords(notice.at, now)}`]
            .filter(Boolean)
            .join('　')}
        </View>
      </View>
      {mends.map((mend, at) => {
        const { point, material, field } = mend
        if (material) {
          return (
            <MendMaterial
              key={point.id}
              mend={mend}
              material={material}
              at={at + 1}
              materials={materials}
              next={point.id === next}
            />
          )
        }
        return field ? (
          <MendField
            key={point.id}
            mend={mend}
            field={field}
            at={at + 1}
            value={detail.answers[field.id] ?? ''}
            onChange={(value) => correction.change(field.id, value)}
          />
        ) : null
      })}
      <Note tone="go">法律规定要补的一次说全。补齐后只核对这 {mends.length} 处，不再加别的。</Note>
      <AskHelp detail={detail} />
    </Page>
  )
}
