import { Seg } from '@/shared/ui/Seg'
import type { ReviewMode, ReviewRow, Verdict } from '../model'

const WORDS = {
  window: { ok: '合格', fix: '要补' },
  officer: { ok: '可以', fix: '要改' },
} as const

interface Props {
  row: ReviewRow
  mode: Exclude<ReviewMode, 'read'>
  onJudge: (row: ReviewRow, verdict: Verdict) => void
}

/** 合格 or 要补, in the words of who judges. */
export function VerdictSeg({ row, mode, onJudge }: Props) {
  const words = WORDS[mode]
  return (
    <Seg
      label={row.title}
      value={row.judged.verdict}
      choices={[
        { key: 'ok', text: words.ok, tone: 'ok' },
        { key: 'fix', text: words.fix, tone: 'fix' },
      ]}
      onChange={(key) => onJudge(row, key === 'ok' ? 'ok' : 'fix')}
    />
  )
}
