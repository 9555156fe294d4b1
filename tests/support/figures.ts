import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const output = path.resolve(import.meta.dirname, '../../test-output')
const parts = path.join(output, 'figures')

/** Keeps what a test measured, by a name of its own: files of a project run at the same time. */
export function keepFigures(name: string, figures: Record<string, unknown>): void {
  mkdirSync(parts, { recursive: true })
  writeFileSync(path.join(parts, `${name}.json`), JSON.stringify(figures, null, 2))
}

/** Puts everything measured into test-output/figures.json. */
export function gatherFigures(): void {
  mkdirSync(parts, { recursive: true })
  const all = readdirSync(parts).map((file) => [
    path.basename(file, '.json'),
    JSON.parse(readFileSync(path.join(parts, file), 'utf8')),
  ])
  writeFileSync(path.join(output, 'figures.json'), JSON.stringify(Object.fromEntries(all), null, 2))
}
