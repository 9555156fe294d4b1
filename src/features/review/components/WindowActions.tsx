import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { AppError } from '@/shared/errors'
import { Btn } from '@/shared/ui/Btn'
import { limitUntil } from '../head'
import { useAccept, useCorrectionDue, useDecline, useIssueCorrection, useTake } from '../hooks'
import { mainMove, type ReviewRow } from '../model'
import type { Review } from '../use-review'
import { ActionBar } from './ActionBar'
import { CorrectionSheet } from './CorrectionSheet'
import { DaysSheet } from './DaysSheet'
import { NoticeText } from './NoticeText'
import { ReasonSheet } from './ReasonSheet'

/** What an office usually gives; 改期限 changes it for this case. */
const USUAL_DAYS = 3

interface Props {
  review: Review
  mine: boolean
  /** An earlier move here that a colleague's was faster than. */
  late: AppError | null
  onRow: (row: ReviewRow) => void
  onSaid: (text: string) => void
}

/** Before acceptance: accept, ask for everything that is missing, decline. */
export function WindowActions({ review, mine, late, onRow, onSaid }: Props) {
  const { detail, sum } = review
  const { id, row_version: rowVersion, allowed } = detail
  const [sheet, setSheet] = useState<'correct' | 'days' | 'decline' | null>(null)
  const [days, setDays] = useState(USUAL_DAYS)
  const take = useTake(id)
  const accept = useAccept(id)
  const correct = useIssueCorrection(id)
  const decline = useDecline(id)
  const main = mainMove(detail, sum)
  const lapsed = !allowed.includes('issue_correction')
  const due = useCorrectionDue(days, detail.department, !lapsed && sum.fixes.length > 0)
  const until = limitUntil(days, due, Date.parse(detail.server_now))
  const done = (text: string) => {
    setSheet(null)
    review.letGo()
    onSaid(text)
  }
  const act = () => {
    if (main.kind === 'accept')
      accept.run({ id, rowVersion }, () =>
        done(lapsed ? '已登记视为受理，期限从收件那天算起' : '已受理，承诺期限从现在开始算'),
      )
    else if (main.kind === 'correct') setSheet('correct')
    else if ('row' in main) onRow(main.row)
  }
  const plain = main.kind === 'unseen' || main.kind === 'unsaid'
  const note = lapsed ? (
    '告知期限过了，按法律视为受理，从收件那天算起。'
  ) : sum.fixes.length > 0 ? (
    <View>
      <View>只能告知一次，请一次说全。</View>
      <View>
        申请人补正期限：<Text className="b c1">{until}</Text>
      </View>
    </View>
  ) : (
    '填写的内容没标的，按合格算。'
  )
  return (
    <ActionBar
      note={note}
      error={accept.error ?? take.error ?? late}
      sheets={
        <>
          <CorrectionSheet
            review={review}
            open={sheet === 'correct'}
            days={days}
            until={until}
            move={correct}
            onClose={() => setSheet(null)}
            onDone={() => done(`补正通知发出去了，${sum.fixes.length} 处`)}
          >
            <NoticeText rows={sum.fixes} />
          </CorrectionSheet>
          <DaysSheet
            open={sheet === 'days'}
            days={days}
            until={until}
            onChange={setDays}
            onClose={() => setSheet(null)}
          />
          <ReasonSheet
            open={sheet === 'decline'}
            title="不予受理？"
            lead="决定会写明理由发给申请人，发出后不能收回。"
            label="为什么不予受理"
            needed="写明理由，申请人要看到"
            confirm="确定不予受理"
            danger
            busy={decline.busy}
            error={decline.error}
            onSend={(reason) => decline.run({ id, rowVersion, reason }, () => done('已决定不予受理'))}
            onClose={() => setSheet(null)}
          />
        </>
      }
    >
      <View className="row g12 actions">
        {!mine && allowed.includes('take') && (
          <Btn
            busy={take.busy}
            onClick={() => take.run({ id, rowVersion }, () => onSaid('这件现在在你手里'))}
          >
            我来办
          </Btn>
        )}
        {!lapsed && sum.fixes.length > 0 && <Btn onClick={() => setSheet('days')}>改期限</Btn>}
        {!lapsed && allowed.includes('decline') && <Btn onClick={() => setSheet('decline')}>不予受理</Btn>}
        <Btn kind={plain ? 'plain' : 'main'} busy={accept.busy} onClick={act} className="actions__main">
          {main.text}
        </Btn>
      </View>
    </ActionBar>
  )
}
