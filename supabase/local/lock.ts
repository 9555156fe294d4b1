import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { isAlive, startMark } from './processes'
import { StackError } from './stack-error'

/**
 * Claims the data folder for this process. A lock left behind by a process that was killed is
 * recognised (the number is free, or belongs to a younger process) and taken over.
 */
export function claimDataDir(dataDir: string): () => void {
  mkdirSync(dataDir, { recursive: true })
  const file = path.join(dataDir, 'stack.lock')
  const mine = JSON.stringify({ pid: process.pid, mark: startMark(process.pid) })
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      writeFileSync(file, mine, { flag: 'wx' })
      return () => rmSync(file, { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      refuseRunning(dataDir)
      rmSync(file, { force: true })
    }
  }
  throw new StackError('STACK_RUNNING', `Another process is starting the stack on ${dataDir} at this moment.`)
}

/** Throws STACK_RUNNING when a living process holds the data folder; changes nothing. */
export function refuseRunning(dataDir: string): void {
  const owner = readOwner(path.join(dataDir, 'stack.lock'))
  if (!owner || !isAlive(owner.pid) || owner.mark !== startMark(owner.pid)) return
  throw new StackError(
    'STACK_RUNNING',
    `The stack already runs on ${dataDir} (process ${owner.pid}): use that one, or stop it first.`,
  )
}

function readOwner(file: string): { pid: number; mark: string } | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as { pid: number; mark: string }
  } catch {
    return null
  }
}
