import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import path from 'node:path'
import type { PostgresBinaries } from './binaries'
import { closedFolder, letPass, type RunAs } from './run-as'

/** Where things go that the user "postgres" cannot reach in the project; kept over restarts. */
const ELSEWHERE = '/var/tmp/bangban-postgres'

/**
 * Started by root, Postgres runs as another user, who may not enter a project in a private folder (/root,
 * or one of mktemp). The programs are then copied once to a place where it may.
 */
export function reachableBinaries(user: RunAs, binaries: PostgresBinaries): PostgresBinaries {
  const bin = path.dirname(binaries.postgres)
  if (!closedFolder(user, bin)) return binaries
  const native = path.dirname(bin)
  const copy = path.join(ELSEWHERE, `programs-${digest(native)}`)
  if (!existsSync(copy)) {
    const half = `${copy}.${process.pid}`
    mkdirSync(half, { recursive: true })
    letPass(user, ELSEWHERE)
    cpSync(native, half, { recursive: true, verbatimSymlinks: true })
    renameSync(half, copy)
  }
  return {
    initdb: path.join(copy, 'bin', path.basename(binaries.initdb)),
    postgres: path.join(copy, 'bin', path.basename(binaries.postgres)),
  }
}

/**
 * The folder of the cluster: `<dataDir>/postgres`, or, where that cannot be reached, one elsewhere with a
 * link to it in its place, so that the data of a stack is found from its data folder in both cases.
 */
export function clusterFolder(user: RunAs, dataDir: string): string {
  const inside = path.join(dataDir, 'postgres')
  const linked = linkTarget(inside)
  if (linked) return linked
  letPass(user, dataDir)
  if (existsSync(inside) || !closedFolder(user, dataDir)) return inside
  const outside = path.join(ELSEWHERE, `data-${digest(dataDir)}`, 'postgres')
  // Data of a project that was removed without its stack being told.
  rmSync(path.dirname(outside), { recursive: true, force: true })
  mkdirSync(path.dirname(outside), { recursive: true })
  letPass(user, ELSEWHERE)
  letPass(user, path.dirname(outside))
  symlinkSync(outside, inside)
  return outside
}

/** Removes the cluster, wherever it is. */
export function removeCluster(dataDir: string): void {
  const linked = linkTarget(path.join(dataDir, 'postgres'))
  if (linked) rmSync(path.dirname(linked), { recursive: true, force: true })
}

/** Where the link of a cluster that lives elsewhere leads. */
export function linkTarget(link: string): string | null {
  try {
    return lstatSync(link).isSymbolicLink() ? readlinkSync(link) : null
  } catch {
    return null
  }
}

const digest = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16)
