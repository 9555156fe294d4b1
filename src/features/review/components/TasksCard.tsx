import { View } from '@tarojs/components'
import type { ApplicationDetail, DepartmentTask } from '@/shared/contract'
import { Cell } from '@/shared/ui/Cell'
import { Tag } from '@/shared/ui/Tag'
import { momentWords } from '@/shared/words/dates'

function taskTag(task: DepartmentTask) {
  if (task.state === 'open') return <Tag tone="wait">等接手</Tag>
  if (task.state === 'taken') return <Tag tone="go">正在办</Tag>
  return task.outcome === 'disagree' ? <Tag tone="late">不同意</Tag> : <Tag tone="done">同意</Tag>
}

interface Props {
  detail: ApplicationDetail
  /** The caller's department, when it works tasks. */
  department: string | null
  onOpen: (task: DepartmentTask) => void
}

/** What departments were asked and what they said. */
export function TasksCard({ detail, department, onOpen }: Props) {
  if (detail.tasks.length === 0) return null
  const now = Date.parse(detail.server_now)
  return (
    <View className="panel panel--flush fn">
      <View className="b panel__h">部门联办</View>
      {detail.tasks.map((task) => {
        const mine = task.department_code === department && task.state !== 'done'
        const who = task.assigned_to ? `，${task.assigned_to}` : ''
        const due = task.state !== 'done' && task.due_at ? `，${momentWords(task.due_at, now)} 前` : ''
        return (
          <View className="panel__cell" key={task.id}>
            <Cell
              title={task.title}
              sub={`${task.department}${who}${due}${task.note ? `。意见：${task.note}` : ''}`}
              value={taskTag(task)}
              onClick={mine ? () => onOpen(task) : undefined}
              label={mine ? `去办${task.title}` : undefined}
            />
          </View>
        )
      })}
    </View>
  )
}
