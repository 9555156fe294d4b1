import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { unsupportedNode } from '../../scripts/lib/node-version.mjs'
import { freePort } from '../../supabase/local/ports'

const ROOT = path.resolve(import.meta.dirname, '../..')

let dataDir: string
let distDir: string
let env: NodeJS.ProcessEnv
let running: (() => unknown)[]

beforeEach(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'bangban-start-'))
  distDir = path.join('test-output', path.basename(dataDir))
  const ports = await Promise.all([freePort(), freePort(), freePort()])
  env = {
    ...process.env,
    BB_DATA_DIR: dataDir,
    BB_DIST_DIR: distDir,
    BB_APP_PORT: String(ports[0]),
    BB_API_PORT: String(ports[1]),
    BB_PG_PORT: String(ports[2]),
  }
  running = []
})
afterEach(async () => {
  for (const undo of running.reverse()) await undo()
  for (const pid of leftBehind()) process.kill(pid, 'SIGKILL')
  rmSync(dataDir, { recursive: true, force: true })
  rmSync(path.join(ROOT, distDir), { recursive: true, force: true })
})

/** Every process that has our data folder in its environment: whatever this start set going. */
function leftBehind(): number[] {
  if (!existsSync('/proc/self/environ')) {
    const lines = execFileSync('ps', ['-axeww', '-o', 'pid=,command='], { encoding: 'utf8' }).split('\n')
    return lines
      .filter((line) => line.includes(`BB_DATA_DIR=${dataDir}`))
      .map((line) => Number.parseInt(line, 10))
  }
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`BB_DATA_DIR=${dataDir}\0`)
      } catch {
        return false
      }
    })
}

interface Start {
  child: ChildProcess
  text(): string
  /** Resolves once this has been printed. */
  said(words: string): Promise<void>
  exit: Promise<number | null>
}

function start(...args: string[]): Start {
  const child = spawn(process.execPath, [path.join(ROOT, 'scripts/start.mjs'), ...args], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.push(() => child.kill('SIGKILL'))
  let text = ''
  let heard = () => {}
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      heard()
    })
  }
  const exit = new Promise<number | null>((resolve) => child.once('close', resolve))
  return {
    child,
    text: () => text,
    exit,
    said: (words) =>
      new Promise((resolve, reject) => {
        heard = () => text.includes(words) && resolve()
        heard()
        exit.then(() => reject(new Error(`It ended without saying "${words}":\n${text}`)))
      }),
  }
}

function listenOn(port: number): Promise<void> {
  const server = net.createServer()
  running.push(() => server.close())
  return new Promise((resolve) => server.listen(port, '127.0.0.1', resolve))
}

/** Runs a start that is refused: one sentence, a bad exit code, no stack trace. Gives the sentence. */
async function refusal(...args: string[]): Promise<string> {
  const { exit, text } = start(...args)
  expect(await exit).toBe(1)
  const complaint = text().slice(text().indexOf('✗')).trim()
  expect(complaint.split('\n')).toHaveLength(1)
  return complaint
}

describe('what npm start refuses', () => {
  test('a Node that is too old, or of an odd line that was given up', () => {
    for (const version of ['16.20.2', '18.20.4', '20.18.3', '21.7.3'])
      expect(unsupportedNode(version)).toMatch(new RegExp(`^Node ${version} .*20\\.19 or newer`))
    for (const version of ['20.19.0', '20.20.2', '22.0.0', '24.3.0'])
      expect(unsupportedNode(version)).toBeNull()
  })

  test('a taken port of the app, the API or Postgres: which, and which variable moves it', async () => {
    for (const variable of ['BB_APP_PORT', 'BB_API_PORT', 'BB_PG_PORT']) {
      const port = Number(env[variable])
      await listenOn(port)
      expect(await refusal()).toMatch(new RegExp(`^✗ Port ${port} .*taken.*${variable}`))
      for (const undo of running.splice(0)) await undo()
      expect(leftBehind()).toEqual([])
    }
  })

  test('a port that is none', async () => {
    env.BB_APP_PORT = 'eighty'
    expect(await refusal()).toMatch(/BB_APP_PORT must be a port.*eighty/)
  })

  test('data of another Postgres version, which it leaves alone', async () => {
    mkdirSync(path.join(dataDir, 'postgres'))
    writeFileSync(path.join(dataDir, 'postgres/PG_VERSION'), '16\n')
    expect(await refusal()).toMatch(/belongs to Postgres 16.*npm start -- --fresh/)
    expect(readFileSync(path.join(dataDir, 'postgres/PG_VERSION'), 'utf8')).toBe('16\n')
  })

  test('a word that it does not know', async () => {
    expect(await refusal('--frehs')).toMatch(/knows --fresh, not --frehs/)
  })

  test('a data folder that is a file', async () => {
    const file = path.join(dataDir, 'file')
    writeFileSync(file, '')
    env.BB_DATA_DIR = file
    expect(await refusal()).toContain(file)
  })
})

describe('npm start leaves nothing behind', () => {
  test('stopped while the cluster is made', async () => {
    const { child, exit, said } = start()
    await said('Starting Postgres')
    child.kill('SIGINT')
    expect(await exit).toBe(130)
    expect(leftBehind()).toEqual([])
    expect(existsSync(path.join(dataDir, 'stack.lock'))).toBe(false)
  })

  test('killed in the middle of a build, after which the next one recovers and can be stopped there too', async () => {
    const first = start()
    await first.said('Building h5')
    expect(await refusal()).toContain('already runs')
    expect(await refusal('--fresh')).toContain('already runs')
    first.child.kill('SIGKILL')
    await first.exit

    const second = start()
    await second.said('Building h5')
    expect(second.text()).not.toContain('Migrations applied')
    const page = await fetch(`http://localhost:${env.BB_APP_PORT}/`)
    expect([page.status, await page.text()]).toEqual([503, expect.stringContaining('正在准备页面')])
    second.child.kill('SIGTERM')
    expect(await second.exit).toBe(143)
    expect(leftBehind()).toEqual([])
    expect(second.text()).not.toContain('    at ')

    const third = start('--fresh')
    await third.said('Postgres made')
    third.child.kill('SIGHUP')
    expect(await third.exit).toBe(129)
    expect(leftBehind()).toEqual([])
  })
})
