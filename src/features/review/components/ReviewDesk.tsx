import { View } from '@tarojs/components'
import { useState } from 'react'
import { useShortcuts } from '@/platform/shortcuts'
import type { ApplicationDetail, DepartmentTask } from '@/shared/contract'
import { useRefreshOnShow } from '@/shared/refresh-on-show'
import { Note } from '@/shared/ui/Note'
import { QueryView } from '@/shared/ui/QueryView'
import { reveal } from '@/shared/ui/reveal'
import { useReviewed } from '../hooks'
import type { Verdict } from '../model'
import { useReview } from '../use-review'
import { Actions } from './Actions'
import { ApplicationFacts } from './ApplicationFacts'
import { HeadFacts } from './HeadFacts'
import { NoticeText } from './NoticeText'
import { PreCheckNote } from './PreCheckNote'
import { ReasonBox } from './ReasonBox'
import { domId, RowList } from './RowList'
import { RowView } from './RowView'
import { TimeCard } from './TimeCard'
import { Unsaved } from './Unsaved'

interface Props {
  id: string
  onIssue: () => void
  onTask: (task: DepartmentTask) => void
}

/** The pane of the desk: materials with verdicts at the left, the document beside them, the notice building itself. */
export function ReviewDesk({ id, onIssue, onTask }: Props) {
  const query = useReviewed(id)
  useRefreshOnShow(query)
  return (
    <View className="desk__pane">
      <QueryView query={query} safe="这件没打开，办件没有问题">
        {(detail) => <Pane key={detail.id} detail={detail} onIssue={onIssue} onTask={onTask} />}
      </QueryView>
    </View>
  )
}

function Pane({ detail, onIssue, onTask }: Omit<Props, 'id'> & { detail: ApplicationDetail }) {
  const review = useReview(detail)
  const { rows, mode, sum } = review
  const [picked, setPicked] = useState<string | null>(null)
  const [said, setSaid] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const current = rows.find((row) => row.id === picked) ?? rows[0] ?? null

  const pick = (row: { id: string }) => {
    setPicked(row.id)
    reveal(domId(row.id))
  }
  const step = (by: number) => {
    const at = rows.findIndex((row) => row.id === current?.id)
    const next = rows[at + by]
    if (next) pick(next)
  }
  const judge = (verdict: Verdict) => {
    if (current && !current.free && mode !== 'read') review.judge(current, verdict)
  }
  useShortcuts({
    j: () => step(1),
    k: () => step(-1),
    '1': () => judge('ok'),
    '2': () => judge('fix'),
  })

  return (
    <>
      <View className="desk__head">
        <HeadFacts detail={detail} onSaid={setSaid} />
      </View>
      <View className="desk__cols">
        <View className="desk__rows">
          {said && (
            <Note tone="done" alert>
              {said}
            </Note>
          )}
          <Unsaved review={review} />
          <TimeCard detail={detail} onSaid={setSaid} />
          <View className="desk__part">
            <RowList review={review} current={current?.id ?? null} onPick={pick} />
            <ApplicationFacts detail={detail} onTask={onTask} />
          </View>
          {mode !== 'read' && sum.fixes.length > 0 && (
            <View className="panel desk__notice">
              <View className="b">{`${mode === 'window' ? '补正通知' : '要改的'}，${sum.fixes.length} 处`}</View>
              <NoticeText rows={sum.fixes} />
            </View>
          )}
          {mode === 'officer' && (
            <View className="panel fn">
              <PreCheckNote to={detail.applicant.name} value={note} onChange={setNote} />
            </View>
          )}
        </View>
        <View className="panel desk__doc">
          {current && <RowView key={current.id} row={current} application={detail.id} titled />}
          {current && <ReasonBox review={review} row={current} />}
        </View>
      </View>
      <Actions review={review} note={note} onRow={pick} onIssue={onIssue} onSaid={setSaid} />
    </>
  )
}
