import { execFileSync } from 'node:child_process'
import { chmodSync, chownSync, statSync } from 'node:fs'
import path from 'node:path'
import { StackError } from './stack-error'

/** The user that Postgres runs as: ourselves, or `postgres` when we are root. */
export type RunAs = { uid: number; gid: number } | Record<string, never>

/** Postgres refuses to run as root, so root (containers, CI) hands it to the user `postgres`. */
export function postgresUser(): RunAs {
  if (process.getuid?.() !== 0) return {}
  try {
    return lookUp()
  } catch {
    try {
      execFileSync('groupadd', ['--force', '--system', 'postgres'])
      execFileSync('useradd', ['--system', '--gid', 'postgres', '--no-create-home', 'postgres'])
      return lookUp()
    } catch (cause) {
      throw new StackError(
        'PLATFORM',
        'Postgres does not run as root, and the user "postgres" could not be made: start as an ordinary user.',
        { cause },
      )
    }
  }
}

function lookUp(): { uid: number; gid: number } {
  const id = (flag: string) =>
    Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: 'pipe' }))
  return { uid: id('-u'), gid: id('-g') }
}

/** The first folder on the way to a target that the other user may not enter, or null. */
export function closedFolder(user: RunAs, target: string): string | null {
  if (!('uid' in user)) return null
  for (let dir = path.resolve(target); ; dir = path.dirname(dir)) {
    const stat = statSync(dir)
    const open =
      (stat.mode & 0o001) !== 0 ||
      (stat.uid === user.uid && (stat.mode & 0o100) !== 0) ||
      (stat.gid === user.gid && (stat.mode & 0o010) !== 0)
    if (!open) return dir
    if (dir === path.dirname(dir)) return null
  }
}

/** Gives a folder to the user that Postgres runs as. */
export function giveTo(user: RunAs, dir: string): void {
  if ('uid' in user && user.uid !== undefined) chownSync(dir, user.uid, user.gid)
}

/** Lets the other user pass through our own data folder, which temporary folders do not by themselves. */
export function letPass(user: RunAs, dir: string): void {
  if ('uid' in user) chmodSync(dir, statSync(dir).mode | 0o011)
}
