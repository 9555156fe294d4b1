// What one command starts ends with it: by Ctrl-C, by a plain kill, by an error, at every moment.
import { spawn } from 'node:child_process'

const SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 }
const PATIENCE_MS = 5000
const TELL_EVERY_MS = 15_000
const PARENT_EVERY_MS = 1000

const undo = []
const groups = new Set()
const stop = new AbortController()
let exitCode = null

/** Aborted by the first signal. */
export const stopping = stop.signal

/** Registers what ends something; the last one registered runs first. */
export function atEnd(action) {
  undo.push(action)
}

/** Undoes everything that was registered. */
export async function end() {
  for (let action = undo.pop(); action; action = undo.pop()) {
    try {
      await action()
    } catch (error) {
      console.error(`While stopping: ${error.message}`)
    }
  }
}

/** From now on a signal is the ordinary end and no failure. */
export function endsWell() {
  exitCode = 0
}

async function endBy(number) {
  if (stopping.aborted) return
  stop.abort()
  console.log('\nStopping …')
  await end()
  process.exit(exitCode ?? 128 + number)
}

/** Lets signals end the program in order. A second one does not cut it short: Postgres writes its checkpoint. */
export function handleSignals() {
  for (const [signal, number] of Object.entries(SIGNALS)) process.on(signal, () => endBy(number))
  // A reader that went away (npm start | head) is no reason to fall over.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
  // npm may be killed in a way that it cannot pass on: then nobody could stop us by Ctrl-C any more.
  const npm = process.env.npm_lifecycle_event && process.ppid
  if (npm) setInterval(() => process.ppid !== npm && endBy(SIGNALS.SIGTERM), PARENT_EVERY_MS).unref()
}

// Nothing waits when a program falls over; the groups are at least told.
process.on('exit', () => {
  for (const group of groups) signalGroup(group, 'SIGTERM')
})

/**
 * Runs a program to its end, in a process group of its own that ends with us: npm and Taro have children of
 * their own, which a signal to the first one would leave behind. With `quiet`, what it prints is kept for the
 * answer; `tell` is called from time to time with the seconds that have passed, `started` once with the group.
 */
export async function run(command, args, { cwd, env, quiet = false, tell, started } = {}) {
  if (stopping.aborted) throw stopping.reason
  const began = Date.now()
  const child = spawn(command, args, {
    cwd,
    env,
    detached: true,
    stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk))
  const closed = new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  const ticker = tell && setInterval(() => tell(Math.round((Date.now() - began) / 1000)), TELL_EVERY_MS)
  const group = child.pid
  if (group) {
    groups.add(group)
    started?.(group)
  }
  atEnd(() => group && groups.has(group) && endGroup(group))
  try {
    const code = await closed
    if (stopping.aborted) throw stopping.reason
    return { code, output }
  } finally {
    clearInterval(ticker)
    if (!stopping.aborted) groups.delete(group)
  }
}

/** Ends a group, and waits until it is gone. */
async function endGroup(group) {
  const limit = Date.now() + PATIENCE_MS
  let signal = 'SIGTERM'
  while (signalGroup(group, signal)) {
    signal = Date.now() > limit ? 'SIGKILL' : 0
    if (Date.now() > 2 * PATIENCE_MS + limit) return
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  groups.delete(group)
}

/** False when nobody is left in the group. */
function signalGroup(group, signal) {
  try {
    process.kill(-group, signal)
    return true
  } catch {
    return false
  }
}
