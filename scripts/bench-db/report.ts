/** The figures as text. */
import { cpus, totalmem } from 'node:os'
import type { Measured } from './measure'
import { growthOf, type Line, type Results, rlsOf } from './verdict'

const ms = (value: number) => value.toFixed(2).padStart(8)
const times = (value: number) => value.toFixed(2).padStart(6)
const heads = (sizes: number[]) => sizes.map((size) => `${(size / 2000).toFixed(1)} % p50     p95`).join('  ')

/** What the figures were measured on. */
export function machine(): string {
  const [first] = cpus()
  return `${cpus().length} × ${first?.model ?? 'cpu'}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`
}

function readsTable({ sizes, reads }: Results): string[] {
  const at = sizes.length - 1
  return [
    `\nReads of tables, ms at the largest size: the person (RLS on) and the owner (RLS off), the same words`,
    `${''.padEnd(38)}  on p50     p95  off p50     p95   ratio  policies add`,
    ...reads.map((m) => {
      const on = m.person[at]
      const off = m.owner?.[at]
      if (!on || !off) return m.name
      return `${m.name.padEnd(38)}${ms(on.p50)}${ms(on.p95)} ${ms(off.p50)}${ms(off.p95)}  ${times(rlsOf(m))}  ${((on.statement - off.statement) * 1000).toFixed(0).padStart(9)} µs`
    }),
  ]
}

function growthTable(title: string, sizes: number[], measured: Measured[]): string[] {
  return [
    `\n${title}`,
    `${''.padEnd(38)}  ${heads(sizes)}  growth`,
    ...measured.map(
      (m) =>
        `${m.name.padEnd(38)}${m.person.map((f) => `${ms(f.p50)}${ms(f.p95)}`).join('  ')}  ${times(growthOf(m))}`,
    ),
  ]
}

/** Everything that is printed after the measuring. */
export function report(results: Results, lines: Line[]): string {
  const { sizes, submit, scans } = results
  return [
    ...readsTable(results),
    ...growthTable('The same reads by size, as the person, ms', sizes, results.reads),
    ...growthTable('What the screens ask, ms', sizes, results.screens),
    ...growthTable('Moves, ms, undone after each', sizes, results.moves),
    `\nFiling, committed to disk, one after the other (${submit.filings} filings, ${submit.rows} rows each in ${submit.tables.join(', ')})`,
    `submit_application ${submit.submitsASecond.toFixed(1)} a second, bare insert of the same rows ${submit.insertsASecond.toFixed(1)} a second`,
    ...scans.map((scan) => `\nSEQUENTIAL SCAN of ${scan.table} in ${scan.question}:\n  ${scan.statement}`),
    '',
    ...lines.map((line) => `${line.ok ? 'PASS' : 'FAIL'}  ${line.wanted.padEnd(48)} worst: ${line.worst}`),
  ].join('\n')
}
