import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { takeTurn } from './build-turn'
import { run } from './lifetime.mjs'

const root = path.resolve(import.meta.dirname, '../..')
/** Everything a build reads; what is not listed here cannot change it. */
const INPUTS = [
  'src',
  'config',
  'babel.config.cjs',
  'tsconfig.json',
  'package-lock.json',
  'project.config.json',
]

export type Target = 'h5' | 'weapp'

export interface BuildOptions {
  log?: (line: string) => void
}

/** Where a target is built; BB_DIST_DIR, a folder inside this one, moves it (config/index.ts follows). */
export const distOf = (target: Target) => path.join(root, process.env.BB_DIST_DIR || 'dist', target)

/** Builds a target unless dist/ already holds the build of exactly these sources and settings. */
export async function buildApp(target: Target, { log = () => {} }: BuildOptions = {}) {
  const out = distOf(target)
  const stamp = path.join(out, '.built-from')
  const fingerprint = hashInputs()
  const upToDate = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint
  if (!upToDate()) {
    const turn = await takeTurn(path.join(path.dirname(out), `.building-${target}`), log)
    try {
      if (!upToDate()) return await build(target, fingerprint, stamp, turn.runs, log)
    } finally {
      turn.done()
    }
  }
  log(`${target}: the last build is up to date`)
  return out
}

async function build(
  target: Target,
  fingerprint: string,
  stamp: string,
  started: (group: number) => void,
  log: (line: string) => void,
) {
  log(`Building ${target} (about a minute the first time)`)
  // A build that is broken off must not pass for the one before.
  rmSync(stamp, { force: true })
  const began = Date.now()
  const { code, output } = await run('npm', ['run', '--silent', `build:${target}`], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production' },
    quiet: true,
    tell: (seconds) => log(`… building ${target}, ${seconds} s`),
    started,
  })
  if (code !== 0) throw new BuildError(`The build of ${target} failed:\n${output.slice(-4000)}`)
  writeFileSync(stamp, fingerprint)
  log(`Built ${target} in ${((Date.now() - began) / 1000).toFixed(1)} s`)
  return path.dirname(stamp)
}

/** The build did not come about; the message ends with what the tools said. */
export class BuildError extends Error {}

function hashInputs(): string {
  const hash = createHash('sha256')
    .update(process.env.BB_API_URL ?? '')
    .update('\0')
    .update(process.env.BB_PUBLISHABLE_KEY ?? '')
    .update('\0')
    .update(process.env.BB_PUBLIC_URL ?? '')
    .update(process.env.BB_PUBLIC_HOSTS ?? '')
  const add = (file: string) => hash.update(path.relative(root, file)).update('\0').update(readFileSync(file))
  for (const input of INPUTS) {
    const full = path.join(root, input)
    if (!existsSync(full)) continue
    for (const file of files(full)) if (!/\.test\.tsx?$/.test(file)) add(file)
  }
  return hash.digest('hex')
}

function files(place: string): string[] {
  const entries = readdirSync(path.dirname(place), { withFileTypes: true }).find(
    (e) => e.name === path.basename(place),
  )
  if (entries?.isFile()) return [place]
  return readdirSync(place, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
}
