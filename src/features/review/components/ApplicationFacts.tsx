import { View } from '@tarojs/components'
import type { ApplicationDetail, DepartmentTask } from '@/shared/contract'
import { go } from '@/shared/go'
import { routes } from '@/shared/routes'
import { Cell } from '@/shared/ui/Cell'
import { holderSentence } from '@/shared/words/application'
import { momentWords, pastWords } from '@/shared/words/dates'
import { paperLine } from '@/shared/words/papers'
import { useDeskPerson } from '../use-mine'
import { ApplicantPhone } from './ApplicantPhone'
import { TasksCard } from './TasksCard'

const CONCLUSION = { pass: '通过', rectify: '要整改', fail: '没通过' } as const
const OUTCOME = { approved: '准予许可', denied: '不予许可', declined: '不予受理' } as const

interface Props {
  detail: ApplicationDetail
  onTask: (task: DepartmentTask) => void
}

/** What else belongs to the application: in whose hands, the video check, department tasks, decision, result, the talk. */
export function ApplicationFacts({ detail, onTask }: Props) {
  const { id, department } = useDeskPerson(detail)
  const now = Date.parse(detail.server_now)
  const { appointment, decision, result, pre_check_detail, conversation_id } = detail
  const answered = pre_check_detail?.answered_at
  return (
    <>
      <TasksCard detail={detail} department={department} onOpen={onTask} />
      <View className="card card--flush fn">
        <Cell icon="user" title="现在在谁手里" sub={holderSentence(detail, now)} />
        {answered && pre_check_detail && (
          <Cell
            icon="eye"
            title={pre_check_detail.outcome === 'ready' ? '专员预审：可以交' : '专员预审：有要改的'}
            sub={`${pastWords(answered, now)}${pre_check_detail.note ? `，${pre_check_detail.note}` : ''}`}
          />
        )}
        {appointment && (
          <Cell
            icon="video"
            title={`视频核查${appointment.conclusion ? `：${CONCLUSION[appointment.conclusion]}` : ''}`}
            sub={`${appointment.officer.display_name}，${momentWords(appointment.starts_at, now)}`}
            onClick={
              appointment.officer.id === id ? () => go(routes.verification(appointment.id)) : undefined
            }
          />
        )}
        {decision && (
          <Cell
            icon="permit"
            title={OUTCOME[decision.outcome]}
            sub={`${pastWords(decision.at, now)}${decision.reason ? `，${decision.reason}` : ''}`}
          />
        )}
        {result && (
          <Cell
            icon="doc"
            title={result.name}
            sub={`${result.number}，${pastWords(result.issued_at, now)} 出的`}
          />
        )}
        {detail.documents.map((paper) => (
          <Cell
            key={paper.id}
            icon="doc"
            title={paper.title}
            sub={paperLine(paper, now)}
            onClick={() => go(routes.document(paper.id))}
          />
        ))}
        <ApplicantPhone detail={detail} />
        {conversation_id && (
          <Cell
            icon="chat"
            title={`和${detail.applicant.name}说`}
            onClick={() => go(routes.conversation(conversation_id))}
          />
        )}
      </View>
    </>
  )
}
