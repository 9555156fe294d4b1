// Plain JavaScript without dependencies: it runs before anything is installed.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { run, stopping } from './lifetime.mjs'

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')

/** Installs the locked dependencies when they are missing or belong to another lock file. */
export async function ensureDependencies() {
  const lock = createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex')
  const stamp = path.join(root, 'node_modules', '.installed-lock')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return
  // What somebody else installed (npm ci or npm install by hand) is taken as it is, once it has what we pin.
  if (!installed()) {
    step('Installing dependencies (about two minutes the first time)')
    const env = { ...process.env }
    // NODE_ENV=production would leave the build tools out.
    delete env.NODE_ENV
    const { code } = await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: root,
      env,
      tell: (seconds) => console.log(`  … installing, ${seconds} s`),
    })
    if (code !== 0)
      fail(
        'The dependencies could not be installed: npm says why above. Check the network and run this again.',
      )
  }
  // A new file: the old one may be shared with a copy of this folder by hard links.
  rmSync(stamp, { force: true })
  writeFileSync(stamp, lock)
}

function installed() {
  const hidden = path.join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(hidden)) return false
  const have = JSON.parse(readFileSync(hidden, 'utf8')).packages
  const want = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages
  return Object.entries(want).every(
    ([name, one]) =>
      name === '' || one.optional || one.peer || one.devOptional || have[name]?.version === one.version,
  )
}

export function step(line) {
  process.stdout.write(`\u001b[1m→ ${line}\u001b[0m\n`)
}

/** An expected end of a command: one sentence, no stack trace. */
export class Refusal extends Error {}

export function fail(sentence) {
  throw new Refusal(sentence)
}

/** Waits for a command's work; says why it failed, a refusal in its sentence, and ends with a bad exit code. */
export async function orSentence(work, before = () => {}) {
  try {
    return await work
  } catch (error) {
    // What breaks while stopping is no news: the signal's own handler ends everything.
    if (stopping.aborted) return new Promise(() => {})
    console.error(error instanceof Refusal ? `\n✗ ${error.message}` : error)
    await before()
    process.exit(1)
  }
}
