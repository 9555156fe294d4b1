/** What was wanted, and whether the figures say so. */
import type { Measured } from './measure'
import type { Scan } from './plans'
import type { SubmitFigures } from './submit'

export const WANTED = { rls: 1.3, growth: 2, submit: 0.5 }

export interface Line {
  wanted: string
  ok: boolean
  worst: string
}

export interface Results {
  sizes: number[]
  reads: Measured[]
  screens: Measured[]
  moves: Measured[]
  scans: Scan[]
  submit: SubmitFigures
}

const last = <T>(list: T[]): T => list[list.length - 1] as T

/** How much the person waits longer than the owner, at the largest size. */
export const rlsOf = (m: Measured): number => last(m.person).p50 / last(m.owner ?? m.person).p50
/** How much longer the same question takes at the largest size than at the smallest. */
export const growthOf = (m: Measured): number => last(m.person).p50 / (m.person[0]?.p50 ?? Number.NaN)

function worst(measured: Measured[], value: (m: Measured) => number): [number, string] {
  const sorted = [...measured].sort((a, b) => value(b) - value(a))
  const first = sorted[0] as Measured
  return [value(first), `${value(first).toFixed(2)} × (${first.name})`]
}

/** One line for each thing that was wanted. */
export function verdict(results: Results): Line[] {
  const { reads, screens, moves, scans, submit, sizes } = results
  const [rls, rlsWorst] = worst(reads, rlsOf)
  const lines: Line[] = [
    { wanted: `RLS on over off ≤ ${WANTED.rls} on each read`, ok: rls <= WANTED.rls, worst: rlsWorst },
  ]
  if (sizes.length > 1) {
    const [growth, growthWorst] = worst([...reads, ...screens, ...moves], growthOf)
    lines.push({
      wanted: `growth ≤ ${WANTED.growth} × on each`,
      ok: growth <= WANTED.growth,
      worst: growthWorst,
    })
  }
  lines.push({
    wanted: 'no sequential scan of a large table',
    ok: scans.length === 0,
    worst: scans.map((scan) => `${scan.question}: ${scan.table}`).join('; ') || 'none',
  })
  const rate = submit.submitsASecond / submit.insertsASecond
  lines.push({
    wanted: `submit ≥ ${WANTED.submit} of the rate of a bare insert`,
    ok: rate >= WANTED.submit,
    worst: rate.toFixed(2),
  })
  return lines
}
