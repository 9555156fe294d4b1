import { View } from '@tarojs/components'
import { useState } from 'react'
import type { ApplicationDetail, DepartmentTask } from '@/shared/contract'
import { Card } from '@/shared/ui/Card'
import { Cell } from '@/shared/ui/Cell'
import { Note } from '@/shared/ui/Note'
import { Page } from '@/shared/ui/Page'
import { Sec } from '@/shared/ui/Sec'
import { scrollToTop } from '@/shared/ui/scroll'
import type { ReviewRow } from '../model'
import { splitReason } from '../model'
import { useReview } from '../use-review'
import { Actions } from './Actions'
import { ApplicationFacts } from './ApplicationFacts'
import { HeadFacts } from './HeadFacts'
import { PreCheckNote } from './PreCheckNote'
import { VerdictTag } from './RowList'
import { TimeCard } from './TimeCard'
import { Unsaved } from './Unsaved'

interface Props {
  title: string
  detail: ApplicationDetail
  onRow: (row: ReviewRow) => void
  onIssue: () => void
  onTask: (task: DepartmentTask) => void
}

/** One application on the phone: the clocks, each material to open, and what can be done now. */
export function ReviewPhone({ title, detail, onRow, onIssue, onTask }: Props) {
  const review = useReview(detail)
  const [said, setSaid] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const say = (text: string) => {
    setSaid(text)
    scrollToTop()
  }
  const cells = (target: ReviewRow['target']) =>
    review.rows
      .filter((row) => row.target === target)
      .map((row) => (
        <Cell
          key={row.id}
          title={row.title}
          sub={row.judged.verdict === 'fix' ? splitReason(row.judged.reason).reason || row.sub : row.sub}
          value={<VerdictTag row={row} draft={detail.state === 'draft'} />}
          onClick={row.free ? undefined : () => onRow(row)}
        />
      ))
  const fields = cells('field')
  return (
    <Page
      title={title}
      white
      foot={<Actions review={review} note={note} onRow={onRow} onIssue={onIssue} onSaid={say} />}
    >
      {said && (
        <Note tone="done" alert>
          {said}
        </Note>
      )}
      <Unsaved review={review} />
      <Card>
        <HeadFacts detail={detail} onSaid={say} />
      </Card>
      <TimeCard detail={detail} onSaid={say} />
      <Sec title="材料" extra={<View className="t15 c2">点开逐件看</View>} />
      <Card flush>{cells('material')}</Card>
      {fields.length > 0 && <Sec title="填写的内容" />}
      {fields.length > 0 && <Card flush>{fields}</Card>}
      {review.mode === 'officer' && (
        <Card>
          <PreCheckNote to={detail.applicant.name} value={note} onChange={setNote} />
        </Card>
      )}
      <ApplicationFacts detail={detail} onTask={onTask} />
    </Page>
  )
}
