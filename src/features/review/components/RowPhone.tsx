import { View } from '@tarojs/components'
import type { ApplicationDetail } from '@/shared/contract'
import { Btn } from '@/shared/ui/Btn'
import { Foot } from '@/shared/ui/Foot'
import { Page } from '@/shared/ui/Page'
import { Seg } from '@/shared/ui/Seg'
import { Void } from '@/shared/ui/Void'
import { nextRow, type ReviewRow } from '../model'
import { UNCLEAR } from '../reasons'
import { type Review, useReview } from '../use-review'
import { ReasonBox } from './ReasonBox'
import { VerdictTag } from './RowList'
import { RowView } from './RowView'
import { Unsaved } from './Unsaved'

interface Props {
  detail: ApplicationDetail
  row: string
  onNext: (row: ReviewRow) => void
  onBack: () => void
}

/** One material on the phone: new beside old, the verdict, and the words that go with it. */
export function RowPhone({ detail, row: id, onNext, onBack }: Props) {
  const review = useReview(detail)
  const row = review.rows.find((each) => each.id === id)
  if (!row) {
    return (
      <Page title="看材料" white>
        <Void title="这件申请里没有这一项" sub="可能换了情形，回到办件看看">
          <Btn kind="line" onClick={onBack}>
            回到办件
          </Btn>
        </Void>
      </Page>
    )
  }
  const next = review.mode === 'read' ? null : nextRow(review.rows, row.id)
  return (
    <Page
      title={row.target === 'field' ? '看填写' : '看材料'}
      white
      foot={
        <Foot>
          {next && (
            <Btn grow onClick={onBack}>
              回到办件
            </Btn>
          )}
          <Btn grow kind="main" onClick={() => (next ? onNext(next) : onBack())}>
            {next ? '看下一件' : '看完了，回到办件'}
          </Btn>
        </Foot>
      }
    >
      <View>
        <View className="row between g8">
          <View className="t20 b f1">{row.title}</View>
          {review.mode === 'read' && <VerdictTag row={row} draft={detail.state === 'draft'} />}
        </View>
        <View className="t15 c2 mt4">{`${detail.enterprise_name}，${detail.applicant.name}`}</View>
      </View>
      <Unsaved review={review} />
      <RowView row={row} application={detail.id} />
      {review.mode !== 'read' && !row.free && <Judge review={review} row={row} />}
      <ReasonBox review={review} row={row} />
    </Page>
  )
}

/** An officer also says 看不清, which is 要改 with its sentence. */
function Judge({ review, row }: { review: Review; row: ReviewRow }) {
  const officer = review.mode === 'officer'
  const unclear = row.judged.verdict === 'fix' && row.judged.reason === UNCLEAR.text
  const choices = [
    { key: 'ok', text: officer ? '可以了' : '合格', tone: 'ok' as const },
    { key: 'fix', text: officer ? '还要改' : '要补', tone: 'fix' as const },
    ...(officer && row.material ? [{ key: 'unclear', text: '看不清', tone: 'fix' as const }] : []),
  ]
  const judge = (key: string) => {
    if (key === 'unclear') review.judge(row, 'fix', UNCLEAR.text)
    else review.judge(row, key === 'ok' ? 'ok' : 'fix', unclear ? '' : row.judged.reason)
  }
  return (
    <View>
      <View className="b">{officer ? '你看行不行' : '合格还是要补'}</View>
      <View className="mt8 seg--wide">
        <Seg
          label={row.title}
          value={unclear && officer ? 'unclear' : row.judged.verdict}
          choices={choices}
          onChange={judge}
        />
      </View>
    </View>
  )
}
