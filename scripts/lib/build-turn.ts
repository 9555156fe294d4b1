import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { isAlive, startMark } from '../../supabase/local/processes'

interface Turn {
  pid: number
  mark: string
  /** The process group of the running tools. */
  group?: number
}

/**
 * One build of a folder at a time: npm start and npm test may want the same. Waits for another living one, and
 * ends the tools that a killed one left behind, which would still write there.
 */
export async function takeTurn(file: string, log: (line: string) => void) {
  const mine: Turn = { pid: process.pid, mark: startMark(process.pid) }
  mkdirSync(path.dirname(file), { recursive: true })
  for (let told = false; ; told = true) {
    try {
      writeFileSync(file, JSON.stringify(mine), { flag: 'wx' })
      break
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      const other = read(file)
      if (other && isAlive(other.pid) && other.mark === startMark(other.pid)) {
        if (!told) log(`Waiting for the build of process ${other.pid}`)
        await new Promise((resolve) => setTimeout(resolve, 500))
      } else {
        if (other?.group && isAlive(other.group)) process.kill(-other.group, 'SIGKILL')
        rmSync(file, { force: true })
      }
    }
  }
  return {
    /** Says which process group builds, for the next one should this process be killed. */
    runs: (group: number) => writeFileSync(file, JSON.stringify({ ...mine, group })),
    done: () => rmSync(file, { force: true }),
  }
}

function read(file: string): Turn | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Turn
  } catch {
    return null
  }
}
