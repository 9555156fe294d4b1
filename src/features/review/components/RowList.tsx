import { View } from '@tarojs/components'
import { pressable } from '@/shared/ui/a11y'
import { cx } from '@/shared/ui/cx'
import { Kbd } from '@/shared/ui/Kbd'
import { Tag } from '@/shared/ui/Tag'
import type { ReviewRow } from '../model'
import type { Review } from '../use-review'
import { VerdictSeg } from './VerdictSeg'

interface Props {
  review: Review
  current: string | null
  onPick: (row: ReviewRow) => void
}

/** 逐件看: every material and field with its verdict, on the desk. */
export function RowList({ review, current, onPick }: Props) {
  const { rows, mode } = review
  return (
    <View className="panel panel--flush fn">
      <View className="row between panel__h">
        <View className="b">逐件看</View>
        <View className="row g4 t13 c2">
          <Kbd>J</Kbd>
          <Kbd>K</Kbd>
          换一件
          {mode !== 'read' && (
            <View className="row g4 t13 c2">
              <Kbd>1</Kbd>
              {mode === 'window' ? '合格' : '可以'}
              <Kbd>2</Kbd>
              {mode === 'window' ? '要补' : '要改'}
            </View>
          )}
        </View>
      </View>
      {rows.map((row) => (
        <View className={cx('rrow', row.id === current && 'rrow--on')} key={row.id} id={domId(row.id)}>
          <View
            className="f1 rrow__t"
            {...pressable(() => onPick(row), {
              role: 'button',
              selected: row.id === current,
              label: `看${row.title}`,
            })}
          >
            <View className={row.id === current ? 'b' : undefined}>
              {row.target === 'field' ? `填写：${row.title}` : row.title}
            </View>
            <View className="t13 c2">{row.sub}</View>
          </View>
          <RowVerdict review={review} row={row} onPick={onPick} />
        </View>
      ))}
    </View>
  )
}

/** Ids of elements take no colon in a selector. */
export const domId = (row: string) => `row-${row.replace(/[^\w-]/g, '-')}`

function RowVerdict({
  review,
  row,
  onPick,
}: {
  review: Review
  row: ReviewRow
  onPick: (row: ReviewRow) => void
}) {
  if (row.free) {
    return (
      <Tag tone="done" icon="check">
        免交
      </Tag>
    )
  }
  if (review.mode === 'read') return <VerdictTag row={row} draft={review.detail.state === 'draft'} />
  return (
    <VerdictSeg
      row={row}
      mode={review.mode}
      onJudge={(each, verdict) => {
        onPick(each)
        review.judge(each, verdict)
      }}
    />
  )
}

/** The standing verdict in a word, an officer's while it is a draft; nothing where nobody judged. */
export function VerdictTag({ row, draft }: { row: ReviewRow; draft: boolean }) {
  if (row.free) return <Tag tone="done">免交</Tag>
  if (row.judged.verdict === 'ok') {
    return (
      <Tag tone="done" icon="check">
        {draft ? '可以' : '合格'}
      </Tag>
    )
  }
  if (row.judged.verdict === 'fix') {
    return (
      <Tag tone="wait" icon="pencil">
        {draft ? '要改' : '要补'}
      </Tag>
    )
  }
  return null
}
