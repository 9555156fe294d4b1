import { View } from '@tarojs/components'
import { useState } from 'react'
import type { ApplicationDetail, DepartmentTask } from '@/shared/contract'
import { toAppError } from '@/shared/errors'
import { Btn } from '@/shared/ui/Btn'
import { Card } from '@/shared/ui/Card'
import { Cell } from '@/shared/ui/Cell'
import { Field } from '@/shared/ui/Field'
import { Foot } from '@/shared/ui/Foot'
import { Kv } from '@/shared/ui/Kv'
import { Note } from '@/shared/ui/Note'
import { Page } from '@/shared/ui/Page'
import { Seg } from '@/shared/ui/Seg'
import { TextArea } from '@/shared/ui/TextArea'
import { momentWords } from '@/shared/words/dates'
import { useFinishTask, useTakeTask } from '../hooks'

const MOST = 1000
const OPINIONS = [
  { key: 'agree', text: '同意', tone: 'ok' },
  { key: 'disagree', text: '不同意', tone: 'bad' },
] as const

interface Props {
  detail: ApplicationDetail
  task: DepartmentTask
  onOpenApplication: () => void
}

/** A department's part of an application: take it, look at the materials, say what the department thinks. */
export function TaskScreen({ detail, task, onOpenApplication }: Props) {
  const take = useTakeTask(detail.id)
  const finish = useFinishTask(detail.id)
  const [outcome, setOutcome] = useState<'agree' | 'disagree' | null>(null)
  const [note, setNote] = useState('')
  const [tried, setTried] = useState(false)
  const now = Date.parse(detail.server_now)
  const failed = take.error ?? finish.error
  const error = failed && toAppError(failed)
  const wish = { id: task.id, rowVersion: task.row_version }
  const over = [...note].length - MOST
  const noteProblem =
    over > 0
      ? `最多 ${MOST} 个字，删掉 ${over} 个`
      : tried && outcome === 'disagree' && note.trim() === ''
        ? '不同意要写明理由'
        : null
  const send = () => {
    setTried(true)
    if (!outcome || over > 0 || (outcome === 'disagree' && note.trim() === '')) return
    finish.run({ ...wish, outcome, note: note.trim() })
  }
  const trouble = error && (
    <Note tone="late" alert title={error.message}>
      {error.hint}
    </Note>
  )
  const foot =
    task.state === 'done' ? undefined : (
      <Foot above={trouble}>
        {task.state === 'open' ? (
          <Btn kind="main" block busy={take.busy} onClick={() => take.run(wish)}>
            接手
          </Btn>
        ) : (
          <Btn kind="main" block busy={finish.busy} onClick={send}>
            提交部门意见
          </Btn>
        )}
      </Foot>
    )
  return (
    <Page title="部门办理" white foot={foot}>
      <Card>
        <View className="t20 b">{task.title}</View>
        <Kv label="事项">{detail.item_name}</Kv>
        <Kv label="企业">{detail.enterprise_name}</Kv>
        <Kv label="部门">{task.department}</Kv>
        {task.assigned_to && <Kv label="在谁手里">{task.assigned_to}</Kv>}
        {task.due_at && <Kv label="期限">{`${momentWords(task.due_at, now)} 前`}</Kv>}
      </Card>
      <Card flush>
        <Cell icon="doc" title="看这件的材料" onClick={onOpenApplication} />
      </Card>
      {task.state === 'done' && (
        <Note tone="done" title={task.outcome === 'disagree' ? '已经回复：不同意' : '已经回复：同意'}>
          {task.note}
        </Note>
      )}
      {task.state === 'taken' && (
        <Card className="col g16">
          <Field label="部门意见" error={tried && !outcome ? '选一个意见' : null}>
            <View className="seg--wide">
              <Seg
                label="部门意见"
                value={outcome}
                choices={OPINIONS}
                onChange={(key) => setOutcome(key === 'agree' ? 'agree' : 'disagree')}
              />
            </View>
          </Field>
          <Field label="说明" optional={outcome !== 'disagree'} error={noteProblem}>
            <TextArea
              label="说明"
              value={note}
              maxLength={MOST}
              tone={noteProblem ? 'error' : null}
              onChange={setNote}
            />
          </Field>
        </Card>
      )}
    </Page>
  )
}
