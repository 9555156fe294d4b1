import { useState } from 'react'
import type { ApplicationDetail } from '@/shared/contract'
import { type FieldProblem, problemsOf } from '@/shared/form/answers'
import { fieldAnchor } from '@/shared/ui/AnswerField'
import { scrollToId, scrollToTop } from '@/shared/ui/scroll'
import { type FormPage, firstOpenPage, formPages, openSituations, SITUATIONS } from './model'

const situationsPage: FormPage = { key: SITUATIONS, title: '办理情形', fields: [] }

/** Which page of the form is open, and what keeps it from being left forwards. */
export function useFormSteps(detail: ApplicationDetail, wanted: string | undefined) {
  // The situations page stays for as long as this form is open, also once they are answered.
  const [withSituations] = useState(wanted === SITUATIONS || openSituations(detail).length > 0)
  const pages = withSituations ? [situationsPage, ...formPages(detail)] : formPages(detail)
  const [key, setKey] = useState(
    () => wanted ?? (withSituations ? SITUATIONS : (firstOpenPage(pages, detail) ?? pages.at(-1))?.key),
  )
  /** Pages whose gaps are shown: those that one tried to leave. */
  const [tried, setTried] = useState<readonly string[]>([])

  const at = Math.max(
    0,
    pages.findIndex((page) => page.key === key),
  )
  const page = pages[at]
  const situations = page.key === SITUATIONS ? openSituations(detail) : []
  const problems: FieldProblem[] = problemsOf(page.fields, detail.answers)
  const shown = tried.includes(page.key)
  const open = (next: FormPage) => {
    setKey(next.key)
    scrollToTop()
  }
  return {
    page,
    /** From 1. */
    step: at + 1,
    /** The materials are the last step. */
    steps: pages.length + 1,
    previous: pages[at - 1] ?? null,
    next: pages[at + 1] ?? null,
    open,
    problems: shown ? problems : [],
    missingSituations: shown ? situations.map((situation) => situation.id) : [],
    missing: shown ? problems.length + situations.length : 0,
    /** Whether one may go on; if not, shows why and goes to the first place. */
    check: (): boolean => {
      if (problems.length + situations.length === 0) return true
      setTried([...tried, page.key])
      const [field] = problems
      scrollToId(field ? fieldAnchor(field.field.id) : `situation-${situations[0].id}`)
      return false
    },
  }
}
