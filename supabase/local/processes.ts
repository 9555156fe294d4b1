import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** True when a process of this number runs and is not a zombie. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  try {
    // A killed child that nobody has reaped still answers signal 0.
    return !/^\d+ \(.*\) [ZX]/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return true
  }
}

/** The command line of a process, or an empty string when it cannot be read. */
export function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
  } catch {
    return psField(pid, 'command=')
  }
}

/**
 * Something that differs between two processes that had the same number, one after the other:
 * numbers are used again after a reboot, and a lock file must not mistake a stranger for its owner.
 */
export function startMark(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch {
    return psField(pid, 'lstart=')
  }
}

/** Resolves true as soon as the process is gone, false when it outlives the limit. */
export async function waitForExit(pid: number, limitMs: number): Promise<boolean> {
  const end = Date.now() + limitMs
  while (isAlive(pid)) {
    if (Date.now() > end) return false
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  return true
}

function psField(pid: number, field: string): string {
  try {
    return execFileSync('ps', ['-o', field, '-p', String(pid)], { encoding: 'utf8' }).trim()
  } catch {
    return ''
  }
}
