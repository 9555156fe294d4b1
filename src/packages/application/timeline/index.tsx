import { useState } from 'react'
import { DecisionCard } from '@/features/applications/components/DecisionCard'
import { LimitsCard } from '@/features/applications/components/LimitsCard'
import { OverviewCard } from '@/features/applications/components/OverviewCard'
import { StepsCard } from '@/features/applications/components/StepsCard'
import { TurnCard } from '@/features/applications/components/TurnCard'
import { WithdrawSheet } from '@/features/applications/components/WithdrawSheet'
import { currentStep, history } from '@/features/applications/history'
import { useApplication } from '@/features/applications/hooks'
import { useIfAcceptedToday } from '@/features/applications/progress-hooks'
import { upcoming } from '@/features/applications/upcoming'
import { useRuler } from '@/features/applications/use-ruler'
import { PapersCard } from '@/features/documents/components/PapersCard'
import { NeedSignIn } from '@/features/session/components/NeedSignIn'
import type { ApplicationDetail } from '@/shared/contract'
import { go } from '@/shared/go'
import { useRefreshOnShow } from '@/shared/refresh-on-show'
import { routes } from '@/shared/routes'
import { Btn } from '@/shared/ui/Btn'
import { Card } from '@/shared/ui/Card'
import { Cell } from '@/shared/ui/Cell'
import { Foot } from '@/shared/ui/Foot'
import { Page } from '@/shared/ui/Page'
import { QueryView } from '@/shared/ui/QueryView'
import { Sec } from '@/shared/ui/Sec'
import { Skeleton } from '@/shared/ui/Skeleton'
import { useParams } from '@/shared/use-params'
import { momentWords } from '@/shared/words/dates'
import { CONCLUSION_WORDS } from '@/shared/words/verification'

/** 办件进度: who has it, what you do next, and by when. */
export default function Index() {
  const { id = '' } = useParams('id')
  const query = useApplication(id)
  const detail = query.data
  const now = detail ? Date.parse(detail.server_now) : 0
  const ifToday = useIfAcceptedToday(detail)
  const ruler = useRuler(detail, now)
  const [withdrawing, setWithdrawing] = useState(false)
  useRefreshOnShow(query)

  const talk = detail?.conversation_id
  return (
    <NeedSignIn title="办件进度" back={routes.timeline(id)}>
      <Page
        title="办件进度"
        foot={
          talk && (
            <Foot>
              <Btn kind="line" block icon="chat" onClick={() => go(routes.conversation(talk))}>
                问{detail.officer?.display_name ?? '专员'}
              </Btn>
            </Foot>
          )
        }
        over={
          detail && (
            <WithdrawSheet
              id={id}
              open={withdrawing}
              booked={detail.appointment?.state === 'booked'}
              onClose={() => setWithdrawing(false)}
            />
          )
        }
      >
        <QueryView
          query={query}
          safe="进度没打开，你的办件没有问题"
          skeleton={<Skeleton kind="card" rows={4} />}
        >
          {(data) => (
            <>
              <TurnCard
                detail={data}
                now={now}
                onCorrect={() => go(routes.correction(id))}
                onResult={() => go(routes.result(id))}
              />
              <DecisionCard detail={data} now={now} />
              <OverviewCard detail={data} now={now} />
              <LimitsCard detail={data} now={now} ifToday={ifToday} ruler={ruler} />
              <Check detail={data} now={now} />
              <Story detail={data} now={now} />
              <PapersCard papers={data.documents} now={now} />
              <More detail={data} onWithdraw={() => setWithdrawing(true)} />
            </>
          )}
        </QueryView>
      </Page>
    </NeedSignIn>
  )
}

interface Props {
  detail: ApplicationDetail
  now: number
}

/** The video check: booked and when, concluded, or to be booked. */
function Check({ detail, now }: Props) {
  const { appointment, allowed, check_points, id } = detail
  if (!appointment && !allowed.includes('book')) return null
  return (
    <Card flush>
      {appointment && (
        <Cell
          icon="video"
          title="视频核查"
          sub={
            appointment.conclusion
              ? `结论：${CONCLUSION_WORDS[appointment.conclusion].word}`
              : `${momentWords(appointment.starts_at, now)}，${appointment.officer.display_name}`
          }
          onClick={() => go(routes.appointment(appointment.id))}
        />
      )}
      {allowed.includes('book') && appointment?.conclusion !== 'pass' && (
        <Cell
          icon="calendar"
          title={appointment ? '再约一次视频核查' : '约视频核查'}
          sub={`${check_points.length} 处要看，不用跑大厅`}
          onClick={() => go(routes.book(id))}
        />
      )}
    </Card>
  )
}

/** Whose hands, what happened, what comes next. */
function Story({ detail, now }: Props) {
  const current = currentStep(detail, now)
  const next = upcoming(detail, now)
  const past = history(detail, now)
  const title = !current ? '办理经过' : current.state === 'now' ? '现在在谁手里' : '到哪一步了'
  return (
    <>
      <Sec title={title} />
      <StepsCard steps={current ? [current, ...past] : past} />
      {next.length > 0 && <Sec title="接下来" />}
      {next.length > 0 && <StepsCard steps={next} />}
    </>
  )
}

function More({ detail, onWithdraw }: { detail: ApplicationDetail; onWithdraw: () => void }) {
  const { allowed, id, result, state } = detail
  return (
    <Card flush>
      {result && state === 'delivered' && (
        <Cell title="办理结果" sub={result.name} onClick={() => go(routes.result(id))} />
      )}
      <Cell title="我交的内容和材料" onClick={() => go(routes.content(id))} />
      {allowed.includes('rate') && state !== 'issued' && (
        <Cell title="评价这件事办得怎么样" onClick={() => go(routes.rate(id))} />
      )}
      {state !== 'draft' && (
        <Cell title="办得不顺？提诉求" onClick={() => go(routes.appealNew({ application: id }))} />
      )}
      {allowed.includes('withdraw') && <Cell title="撤回申请" onClick={onWithdraw} />}
    </Card>
  )
}
