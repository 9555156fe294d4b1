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
    if (!ready() || !enterprise) return
    start.mutate(
      { enterpriseId: enterprise.id, itemCode: guide.code, situationAnswers: answers },
      { onSuccess: ({ id }) => go(routes.form(id)) },
    )
  }

  const main = way ? (
    <Btn kind="main" grow onClick={() => go(routes.item(way.leads_to))}>
      {other ? `去看「${other.name}」` : '去看要办的那一项'}
    </Btn>
  ) : missing > 0 ? (
    <Btn grow onClick={() => scrollToId('situations')}>
      {`还差 ${missing} 个情形，选完再开始`}
    </Btn>
  ) : (
    <Btn kind="main" grow busy={start.isPending} onClick={begin}>
      开始办理
    </Btn>
  )
  return (
    <Foot
      above={start.error ? <Problem error={start.error} /> : undefined}
      below={enterprise && !way && missing === 0 ? `为 ${enterprise.name} 办` : undefined}
    >
      <Btn stack icon="chat" onClick={ask}>
        问专员
      </Btn>
      {main}
    </Foot>
  )
}
