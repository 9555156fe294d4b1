import { useEffect, useRef, useState } from 'react'
import { useStartApplication } from '@/features/applications/hooks'
import { openSituations, type SituationAnswers, wayOut } from '@/features/items/model'
import { useMe, useMyEnterprise } from '@/platform/me'
import { useSession } from '@/platform/session'
import type { ItemGuide } from '@/shared/contract'
import { toAppError } from '@/shared/errors'
import { go } from '@/shared/go'
import { routes } from '@/shared/routes'
import { tell } from '@/shared/ui/ask'
import { Btn } from '@/shared/ui/Btn'
import { Foot } from '@/shared/ui/Foot'
import { Note } from '@/shared/ui/Note'
import { scrollToId } from '@/shared/ui/scroll'

interface Props {
  guide: ItemGuide
  answers: SituationAnswers
  /** The item that an answer leads to, once its guide has come. */
  other: ItemGuide | undefined
}

function Problem({ error }: { error: unknown }) {
  const { message, hint, code } = toAppError(error)
  return (
    <Note tone="late" title={message} alert>
      {code === 'BB016' ? '到“我的”看看这家企业确认了没有，或者换一家' : hint}
    </Note>
  )
}

/** Ask the officer, or begin; what is missing for that (an answer, sign-in, an enterprise) comes first. */
export function GuideFoot({ guide, answers, other }: Props) {
  const session = useSession()
  const me = useMe()
  const enterprise = useMyEnterprise()
  const start = useStartApplication()
  const [waiting, setWaiting] = useState(false)
  const back = routes.item(guide.code)
  const missing = openSituations(guide.situations, answers).length
  const way = wayOut(guide.situations, answers)

  /** Signed in and with an enterprise; otherwise opens the page for that, which leads back here. */
  const ready = () => {
    if (!session) go(routes.signIn(back))
    else if (me.data && !enterprise) go(routes.bind(back))
    else return true
    return false
  }
  const ask = () => {
    if (!ready()) return
    if (enterprise?.conversation_id) go(routes.conversation(enterprise.conversation_id))
    else void tell('企业还没确认', '专员确认你和这家企业的关系以后，就能发消息了。急事可以打咨询电话。')
  }
  const begin = () => {
    // Just signed in: whose enterprise it is comes in a moment, and the tap is not lost till then.
    if (session && !me.data) {
      setWaiting(true)
      if (me.isError) void me.refetch()
      return
    }
    setWaiting(false)
    if (!ready() || !enterprise) return
    start.mutate(
      { enterpriseId: enterprise.id, itemCode: guide.code, situationAnswers: answers },
      { onSuccess: ({ id }) => go(routes.form(id)) },
    )
  }

  const known = useRef(begin)
  known.current = begin
  useEffect(() => {
    if (waiting && me.data) known.current()
    if (waiting && me.isError && !me.isFetching) setWaiting(false)
  }, [waiting, me.data, me.isError, me.isFetching])

  const problem = start.error ?? (waiting ? null : session && me.error)

  const main = way ? (
    <Btn kind="main" grow onClick={() => go(routes.item(way.leads_to))}>
      {other ? `去看「${other.name}」` : '去看要办的那一项'}
    </Btn>
  ) : missing > 0 ? (
    <Btn grow onClick={() => scrollToId('situations')}>
      {`还差 ${missing} 个情形，选完再开始`}
    </Btn>
  ) : (
    <Btn kind="main" grow busy={start.isPending || waiting} onClick={begin}>
      开始办理
    </Btn>
  )
  return (
    <Foot
      above={problem ? <Problem error={problem} /> : undefined}
      below={enterprise && !way && missing === 0 ? `为 ${enterprise.name} 办` : undefined}
    >
      <Btn stack icon="chat" onClick={ask}>
        问专员
      </Btn>
      {main}
    </Foot>
  )
}
