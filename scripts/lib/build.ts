import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

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

/** Builds a target unless dist/ already holds the build of exactly these sources and settings. */
export async function buildApp(target: Target, { log = () => {} }: BuildOptions = {}) {
  const out = path.join(root, 'dist', target)
  const stamp = path.join(out, '.built-from')
  const fingerprint = hashInputs()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint) {
    log(`${target}: the last build is up to date`)
    return out
  }
  log(`Building ${target} (about a minute the first time)`)
  const began = Date.now()
  const ticker = setInterval(
    () => log(`… building ${target}, ${Math.round((Date.now() - began) / 1000)} s`),
    10_000,
  )
  try {
    await run('npm', ['run', '--silent', `build:${target}`], { ...process.env, NODE_ENV: 'production' })
  } finally {
    clearInterval(ticker)
  }
  writeFileSync(stamp, fingerprint)
  log(`Built ${target} in ${((Date.now() - began) / 1000).toFixed(1)} s`)
  return out
}

function run(command: string, args: string[], env: NodeJS.ProcessEnv): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    child.on('error', reject)
    child.on('exit', (code) =>
      code === 0
        ? resolve()
        : reject(new Error(`${command} ${args.join(' ')} failed:\n${output.slice(-4000)}`)),
    )
  })
}

function hashInputs(): string {
  const hash = createHash('sha256')
    .update(process.env.BB_API_URL ?? '')
    .update('\0')
    .update(process.env.BB_PUBLISHABLE_KEY ?? '')
    .update('\0')
    .update(process.env.BB_PUBLIC_URL ?? '')
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
