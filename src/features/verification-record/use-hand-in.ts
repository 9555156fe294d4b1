import { useState } from 'react'
import type { AppointmentDetail } from '@/shared/contract'
import { AppError } from '@/shared/errors'
import { ask } from '@/shared/ui/ask'
import { reveal } from '@/shared/ui/reveal'
import { CLOSING_ANCHOR } from './components/ClosingCard'
import { pointAnchor } from './components/PointRow'
import { useConclude } from './hooks'
import { CONCLUSION_CHOICES, conclusionProblem } from './model'
import type { CheckRecord } from './use-record'

const UNSAVED = new AppError('offline', '有的点还没存上，结论先没交', '写的都在。连上网再点一次')
const UPLOADING = new AppError('uploading', '还有照片没传完', '等照片传好，或取消没传上的，再提交')

/** The one button below a record: leads to what is missing, then hands the conclusion in. */
export function useHandIn(detail: AppointmentDetail, record: CheckRecord) {
  const conclude = useConclude(detail.id, detail.application_id)
  const [asked, setAsked] = useState(false)
  const [saving, setSaving] = useState(false)
  const [problem, setProblem] = useState<AppError | null>(null)
  const { choice, note } = record.closing
  const busy = saving || conclude.isPending

  const handIn = async () => {
    if (choice === null) return
    const word = CONCLUSION_CHOICES.find(({ key }) => key === choice)?.text
    setSaving(true)
    try {
      const yes = await ask({
        title: `结论：${word}`,
        content: `提交后${detail.applicant_name}马上能看到，不能再改。`,
        yes: '提交结论',
        no: '再看看',
      })
      if (!yes) return
      if (!(await record.saveAll())) {
        setProblem(UNSAVED)
        return
      }
      await conclude.mutateAsync({ conclusion: choice, note: note.trim(), rowVersion: detail.row_version })
      record.forget()
    } catch {
      // The mutation keeps its error; the bar shows it.
    } finally {
      setSaving(false)
    }
  }

  return {
    asked,
    busy,
    problem: problem ?? conclude.error,
    press: () => {
      if (busy) return
      setProblem(null)
      conclude.reset()
      if (record.open.length > 0) {
        setAsked(true)
        const next = record.advance()
        if (next) reveal(pointAnchor(next))
        return
      }
      const verdicts = record.points.map(({ id }) => record.point(id).verdict)
      if (conclusionProblem(choice, note, verdicts)) {
        setAsked(true)
        reveal(CLOSING_ANCHOR)
        return
      }
      if (record.tasks.length > 0) {
        setProblem(UPLOADING)
        return
      }
      void handIn()
    },
  }
}

export type HandIn = ReturnType<typeof useHandIn>
