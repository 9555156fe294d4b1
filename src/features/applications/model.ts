import type { ApplicationDetail, ApplicationMaterial, FormField, Situation } from '@/shared/contract'
import { type Answers, askedFields, type FieldProblem, problemsOf } from '@/shared/form/answers'
import type { DraftState } from './draft-state'

/** The application with what was typed on this device on top of what the server has. */
export function withChanges(base: ApplicationDetail, state: DraftState): ApplicationDetail {
  const newer = state.acked && state.acked.revision > base.draft_revision ? state.acked : null
  const answers: Answers = { ...(newer?.answers ?? base.answers) }
  for (const [key, value] of Object.entries(state.changes)) {
    if (value === null) delete answers[key]
    else answers[key] = value
  }
  return {
    ...base,
    answers,
    situation_answers: { ...base.situation_answers, ...newer?.situations, ...state.situations },
  }
}

export interface FormPage {
  /** Name of the group, or `situations`. Part of the page's address. */
  key: string
  title: string
  fields: FormField[]
}

export const SITUATIONS = 'situations'

/** Situations that have no answer yet. */
export function openSituations(detail: ApplicationDetail): Situation[] {
  return detail.situations.filter((situation) => !detail.situation_answers[situation.id])
}

/** The pages of the form: a group of questions each, in order of first appearance; without what does not apply. */
export function formPages(detail: ApplicationDetail): FormPage[] {
  const pages: FormPage[] = []
  for (const field of askedFields(detail.form, detail.situation_answers)) {
    const page = pages.find((each) => each.key === field.group)
    if (page) page.fields.push(field)
    else pages.push({ key: field.group, title: field.group, fields: [field] })
  }
  return pages
}

/** Known from the records: shown, not asked. */
export function isKnown(field: FormField, answers: Answers): boolean {
  return field.prefill !== null && Boolean(answers[field.id]?.trim())
}

/** What the page asks in its title: the question itself when there is only one. */
export function pageQuestion(title: string, questions: FormField[]): { title: string; hint: string | null } {
  if (questions.length === 0) return { title: '先看看这些对不对', hint: '对就直接下一步' }
  const [only, ...more] = questions
  if (more.length > 0 || !only.required) return { title, hint: null }
  return { title: only.type === 'uscc' ? `${only.label}是多少？` : only.label, hint: only.hint }
}

/** The page to open a draft at: the first that is not finished; null when all are. */
export function firstOpenPage(pages: FormPage[], detail: ApplicationDetail): FormPage | null {
  const typed = pages.some((page) =>
    page.fields.some((field) => !field.prefill && detail.answers[field.id] !== undefined),
  )
  if (!typed) return pages[0] ?? null
  return pages.find((page) => problemsOf(page.fields, detail.answers).length > 0) ?? null
}

/** Materials that the person brings; the office fetches the others itself. */
export function ownMaterials(detail: ApplicationDetail): ApplicationMaterial[] {
  return detail.materials.filter((material) => !material.fetched_by_office)
}

export interface ToDo {
  /** Situations without an answer. */
  situations: Situation[]
  fields: FieldProblem[]
  materials: ApplicationMaterial[]
  count: number
}

/** Everything that is missing before it can be filed. */
export function stillToDo(detail: ApplicationDetail): ToDo {
  const situations = openSituations(detail)
  const fields = problemsOf(askedFields(detail.form, detail.situation_answers), detail.answers)
  const materials = ownMaterials(detail).filter(
    (material) => material.required && material.files.length === 0,
  )
  return { situations, fields, materials, count: situations.length + fields.length + materials.length }
}

/** 2 张 of photos, 1 份 of anything with a document in it. */
export function filesCount(material: ApplicationMaterial): string {
  const photos = material.files.every((file) => file.mime.startsWith('image/'))
  return `${material.files.length} ${photos ? '张' : '份'}`
}
