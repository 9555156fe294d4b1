import { View } from '@tarojs/components'
import { useRef, useState } from 'react'
import type { ApplicationDetail } from '@/shared/contract'
import { type AppError, toAppError } from '@/shared/errors'
import { replace } from '@/shared/go'
import { routes } from '@/shared/routes'
import { Btn } from '@/shared/ui/Btn'
import { Consent } from '@/shared/ui/Consent'
import { Foot } from '@/shared/ui/Foot'
import { Note } from '@/shared/ui/Note'
import { Page } from '@/shared/ui/Page'
import { scrollToId, scrollToTop } from '@/shared/ui/scroll'
import { promiseWords } from '@/shared/words/due'
import { useSubmit } from '../hooks'
import { stillToDo } from '../model'
import type { Draft } from '../use-draft'
import { CheckAnswers } from './CheckAnswers'
import { goSignIn, SignedOutNote } from './DraftGate'
import { PreCheckNote } from './PreCheckNote'
import { ToDoNote } from './ToDoNote'

interface Props {
  draft: Draft
  detail: ApplicationDetail
  here: string
}

const CONSENT = 'consent'
const PROBLEM = 'submit-problem'

/** 交之前，再看一遍: everything in groups, the consent that starts empty, and the one main button. */
export function CheckScreen({ draft, detail, here }: Props) {
  const submit = useSubmit(detail.id)
  const [consent, setConsent] = useState(false)
  const [consentMissing, setConsentMissing] = useState(false)
  const [problem, setProblem] = useState<AppError | null>(null)
  const [sending, setSending] = useState(false)
  /** A second tap in the same frame, before the busy state is painted. */
  const running = useRef(false)
  const toDo = stillToDo(detail)

  const send = async () => {
    if (!(await draft.flush())) throw draft.problem()
    await submit.mutateAsync(true)
    draft.finish()
    replace(routes.receipt(detail.id))
  }
  const press = async () => {
    if (running.current) return
    if (toDo.count > 0) return scrollToTop()
    if (!consent) {
      setConsentMissing(true)
      return scrollToId(CONSENT)
    }
    running.current = true
    setSending(true)
    setProblem(null)
    try {
      await send()
    } catch (error) {
      const said = toAppError(error)
      setProblem(said)
      if (said.code === 'signed_out') goSignIn(here)
      else scrollToId(PROBLEM)
      // Filed from another device, or something switched off since: what is shown is old.
      if (said.code.startsWith('BB')) void draft.query.refetch()
    } finally {
      running.current = false
      setSending(false)
    }
  }
  const { promised_value, promised_unit } = detail.limits
  const ready = toDo.count === 0
  return (
    <Page
      title={detail.item_name}
      white
      foot={
        <Foot
          below={
            promised_value
              ? `${promiseWords('promised', promised_value, promised_unit)}办结，从受理算起`
              : undefined
          }
        >
          <Btn kind={ready ? 'main' : 'plain'} block busy={sending} onClick={() => void press()}>
            {sending ? '正在提交…' : ready ? '提交申请' : `还差 ${toDo.count} 处，补完再提交`}
          </Btn>
        </Foot>
      }
    >
      <View className="q">交之前，再看一遍</View>
      <SignedOutNote draft={draft} here={here} />
      <ToDoNote detail={detail} toDo={toDo} />
      <PreCheckNote detail={detail} beforeAsking={draft.flush} />
      <CheckAnswers detail={detail} toDo={toDo} />
      <Consent
        id={CONSENT}
        checked={consent}
        onChange={(on) => {
          setConsent(on)
          if (on) setConsentMissing(false)
        }}
      >
        我承诺所填内容和材料真实，知道弄虚作假要承担法律责任。
      </Consent>
      {consentMissing && (
        <Note tone="late" alert>
          看过上面的内容，勾上承诺再提交
        </Note>
      )}
      {problem && (
        <Note id={PROBLEM} tone="late" title={problem.message} alert>
          {`填的和传的都还在。${problem.hint ?? ''}`}
        </Note>
      )}
    </Page>
  )
}
