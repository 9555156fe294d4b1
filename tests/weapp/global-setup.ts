import { buildApp } from '../../scripts/lib/build'
import { gatherFigures } from '../support/figures'

/** Builds both targets once for all files of the project, and gathers what they measured at the end. */
export default async function setup(): Promise<() => void> {
  const log = (line: string) => console.log(line)
  await buildApp('weapp', { log })
  await buildApp('h5', { log })
  return gatherFigures
}
