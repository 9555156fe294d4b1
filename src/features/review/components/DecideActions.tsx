import { View } from '@tarojs/components'
import { useState } from 'react'
import type { ApplicationDetail } from '@/shared/contract'
import type { AppError } from '@/shared/errors'
import { Btn } from '@/shared/ui/Btn'
import { useApprove, useDeny, useTake } from '../hooks'
import { useTimeSheet } from '../use-time-sheet'
import { ActionBar } from './ActionBar'
import { ReasonSheet } from './ReasonSheet'
import { TaskSheet } from './TaskSheet'
import { TimeSheet } from './TimeSheet'

/** Moves that this bar has a button for. */
const MOVES = ['take', 'approve', 'deny', 'create_task', 'issue_result', 'end_special']

export const canDecide = (detail: ApplicationDetail, mine: boolean) =>
  detail.allowed.some((move) => MOVES.includes(move) && (move !== 'take' || !mine))

interface Props {
  detail: ApplicationDetail
  mine: boolean
  /** An earlier move here that a colleague's was faster than. */
  late: AppError | null
  onIssue: () => void
  onSaid: (text: string) => void
}

/** After acceptance: take it over, ask departments, decide, issue the result. */
export function DecideActions({ detail, mine, late, onIssue, onSaid }: Props) {
  const { id, row_version: rowVersion, allowed, state } = detail
  const [sheet, setSheet] = useState<'approve' | 'deny' | 'task' | null>(null)
  const time = useTimeSheet()
  const take = useTake(id)
  const approve = useApprove(id)
  const deny = useDeny(id)
  const may = (move: string) => allowed.includes(move)
  const waiting = detail.tasks.filter((task) => task.state !== 'done').length
  const against = detail.tasks.some((task) => task.outcome === 'disagree')
  const done = (text: string) => {
    setSheet(null)
    onSaid(text)
  }
  const special = detail.special_procedures.find((each) => each.ended_at === null)
  const note = special
    ? `正在${special.kind_name}，时限停着，结束以后才能做决定。`
    : waiting > 0
      ? `还有 ${waiting} 个部门没办完，办完才能做决定。`
      : against
        ? '有部门不同意，批准要写明理由。'
        : may('approve')
          ? '材料和部门意见都看过，再做决定。'
          : undefined
  return (
    <ActionBar
      note={note}
      error={take.error ?? late}
      sheets={
        <>
          <ReasonSheet
            open={sheet === 'approve'}
            title="准予许可？"
            lead="批准后转到综合窗口出件，申请人会收到通知。"
            label={against ? '为什么不按部门意见' : '说明'}
            needed={against ? '有部门不同意，写明批准的理由' : undefined}
            confirm="确定准予"
            busy={approve.busy}
            error={approve.error}
            onSend={(text) =>
              approve.run({ id, rowVersion, note: text }, () => done('已准予许可，转到窗口出件'))
            }
            onClose={() => setSheet(null)}
          />
          <ReasonSheet
            open={sheet === 'deny'}
            title="不予许可？"
            lead="决定会写明理由发给申请人，申请人可以依法复议或起诉。发出后不能收回。"
            label="为什么不予许可"
            needed="写明理由，申请人要看到"
            confirm="确定不予许可"
            danger
            busy={deny.busy}
            error={deny.error}
            onSend={(reason) => deny.run({ id, rowVersion, reason }, () => done('已决定不予许可'))}
            onClose={() => setSheet(null)}
          />
          <TaskSheet id={id} open={sheet === 'task'} onClose={() => setSheet(null)} onDone={done} />
          <TimeSheet sheet={time} detail={detail} onSaid={onSaid} />
        </>
      }
    >
      <View className="row g12 actions">
        {may('create_task') && <Btn onClick={() => setSheet('task')}>请部门办理</Btn>}
        {may('deny') && <Btn onClick={() => setSheet('deny')}>不予许可</Btn>}
        {may('take') && !mine && (
          <Btn
            kind={state === 'accepted' ? 'main' : 'plain'}
            className={state === 'accepted' ? 'actions__main' : undefined}
            busy={take.busy}
            onClick={() => take.run({ id, rowVersion }, () => onSaid('这件现在在你手里'))}
          >
            {state === 'accepted' ? '接手审查' : '我来办'}
          </Btn>
        )}
        {may('end_special') && (
          <Btn kind="main" className="actions__main" onClick={() => time.show('end')}>
            {`登记${special?.kind_name ?? '特别程序'}结束`}
          </Btn>
        )}
        {may('approve') && waiting === 0 && (
          <Btn kind="main" className="actions__main" onClick={() => setSheet('approve')}>
            准予许可
          </Btn>
        )}
        {may('issue_result') && (
          <Btn kind="main" className="actions__main" onClick={onIssue}>
            去出件
          </Btn>
        )}
      </View>
    </ActionBar>
  )
}
