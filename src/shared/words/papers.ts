import type { DocumentRef } from '../contract'
import { monthDay } from './dates'

/** One line of a list of papers: 清审补字〔2026〕1 号，3月31日. */
export const paperLine = (paper: DocumentRef, now: number): string =>
  `${paper.number}，${monthDay(paper.issued_at, now)}`
