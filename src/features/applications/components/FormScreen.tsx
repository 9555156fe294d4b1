import { useState } from 'react'
import { scanCode } from '@/platform/scan'
import type { ApplicationDetail } from '@/shared/contract'
import { toAppError } from '@/shared/errors'
import { usccIn } from '@/shared/form/uscc'
import { leave, replace } from '@/shared/go'
import { routes } from '@/shared/routes'
import { Btn } from '@/shared/ui/Btn'
import { Foot } from '@/shared/ui/Foot'
import { Note } from '@/shared/ui/Note'
import { Page } from '@/shared/ui/Page'
import { scrollToId } from '@/shared/ui/scroll'
import { SITUATIONS } from '../model'
import type { Draft } from '../use-draft'
import { useFormSteps } from '../use-form-steps'
import { goSignIn, isSignedOut, SignedOutNote } from './DraftGate'
import { FormProgress } from './FormProgress'
import { QuestionPage } from './QuestionPage'
import { SavedLine } from './SavedLine'
import { type Away, SituationPage } from './SituationPage'

interface Props {
  draft: Draft
  detail: ApplicationDetail
  here: string
  /** Page to open at: a group's name or `situations`. */
  wanted?: string
  /** Opened from the check page to mend one place: then back there. */
  fromCheck: boolean
}

/** The form, a group of questions a page, saved as it is typed. */
export function FormScreen({ draft, detail, here, wanted, fromCheck }: Props) {
  const steps = useFormSteps(detail, wanted)
  const [away, setAway] = useState<Away>({})
  const [scanProblem, setScanProblem] = useState<string | null>(null)
  const { page, previous, next } = steps

  const signedOut = isSignedOut(draft)
  const forward = () => {
    const [elsewhere] = Object.keys(away)
    if (elsewhere) return scrollToId(`situation-${elsewhere}`)
    if (!steps.check()) return
    void draft.flush()
    if (fromCheck) leave(routes.check(detail.id))
    else if (next) steps.open(next)
    else replace(routes.materials(detail.id))
  }
  const scan = async () => {
    setScanProblem(null)
    try {
      const text = await scanCode()
      const code = text === null ? null : usccIn(text)
      if (text !== null && !code) setScanProblem('这个码里没有信用代码，照着执照填就行')
      return code
    } catch (error) {
      setScanProblem(toAppError(error).message)
      return null
    }
  }
  const gap =
    Object.keys(away).length > 0
      ? '先选对情形，再继续'
      : steps.missing > 0
        ? `还差 ${steps.missing} 处，补完再继续`
        : null
  const onward = fromCheck ? '改好了，回去核对' : `下一步：${next?.title ?? '材料'}`
  const refused = draft.state?.problem?.code.startsWith('BB') ? draft.state.problem : null

  return (
    <Page
      title={detail.item_name}
      white
      offlineText="网络不好，填的先存在手机。连上后自动保存。"
      foot={
        <Foot above={<SavedLine state={draft.state} />}>
          {previous && !fromCheck && <Btn onClick={() => steps.open(previous)}>上一步</Btn>}
          {signedOut ? (
            <Btn kind="main" grow onClick={() => goSignIn(here)}>
              登录后接着填
            </Btn>
          ) : (
            <Btn kind={gap ? 'plain' : 'main'} grow onClick={forward}>
              {gap ?? onward}
            </Btn>
          )}
        </Foot>
      }
    >
      {!fromCheck && <FormProgress step={steps.step} steps={steps.steps} name={page.title} />}
      <SignedOutNote draft={draft} here={here} />
      {refused && (
        <Note tone="late" title={refused.message} alert>
          {refused.hint}
        </Note>
      )}
      {scanProblem && (
        <Note tone="wait" alert>
          {scanProblem}
        </Note>
      )}
      {page.key === SITUATIONS ? (
        <SituationPage
          detail={detail}
          missing={steps.missingSituations}
          onChange={draft.changeSituations}
          away={away}
          onAway={setAway}
        />
      ) : (
        <QuestionPage
          key={page.key}
          page={page}
          detail={detail}
          problems={steps.problems}
          onChange={draft.change}
          onScan={scan}
        />
      )}
    </Page>
  )
}
