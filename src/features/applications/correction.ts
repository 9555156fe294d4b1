import type { ApplicationDetail, ApplicationMaterial, CorrectionPoint, FormField } from '@/shared/contract'
import { answerProblem } from '@/shared/form/answers'

/** One point of the notice with what it is about and whether it is mended. */
export interface Mend {
  point: CorrectionPoint
  material: ApplicationMaterial | null
  field: FormField | null
  done: boolean
  /** Why it is not, when there is something to say beyond 还没补. */
  problem: string | null
}

/** Keys of fields whose answer was typed (or said again) on this device and may still be on its way. */
export type Touched = ReadonlySet<string>

/** The points of the notice in their order. A field counts as mended once it was answered and its value is right. */
export function mends(detail: ApplicationDetail, touched: Touched): Mend[] {
  return detail.correction_points.map((point) => {
    if (point.target === 'material') {
      const material = detail.materials.find((each) => each.key === point.key) ?? null
      return { point, material, field: null, done: point.answered_at !== null, problem: null }
    }
    const field = detail.form.find((each) => each.id === point.key) ?? null
    const answered = point.answered_at !== null || touched.has(point.key)
    const problem = field && answered ? answerProblem(field, detail.answers[point.key]) : null
    return { point, material: null, field, done: answered && problem === null, problem }
  })
}

/** 要补 2 处，还差 1 处; 2 处都补好了. */
export function mendsTitle(all: Mend[]): string {
  const left = all.filter((mend) => !mend.done).length
  return left === 0 ? `${all.length} 处都补好了` : `要补 ${all.length} 处，还差 ${left} 处`
}

/** Files of the time before: what was told to be wrong, to look at beside the reason. */
export function earlierFiles(mend: Mend) {
  if (!mend.material) return []
  return mend.done ? mend.material.old_files : [...mend.material.files, ...mend.material.old_files]
}
