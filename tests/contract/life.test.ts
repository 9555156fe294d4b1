import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { removeData } from '../../supabase/local/fresh'
import { isAlive } from '../../supabase/local/processes'
import type { Stack } from '../../supabase/local/stack'
import { type StackAddress, testClient } from '../support/stack'
import { signUp, startFixtureStack } from './fixture-stack'

const FIXTURES = fileURLToPath(new URL('./fixtures/', import.meta.url))
const SERVE = fileURLToPath(new URL('../support/serve.ts', import.meta.url))

let dataDir: string
let running: (() => unknown)[]

beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'bangban-life-'))
  running = []
})
afterEach(async () => {
  for (const end of running.reverse()) await end()
  rmSync(dataDir, { recursive: true, force: true })
})

async function start(options = {}): Promise<Stack> {
  const stack = await startFixtureStack({ dataDir, ...options })
  running.push(() => stack.stop())
  return stack
}

const postgresPid = () =>
  Number.parseInt(readFileSync(path.join(dataDir, 'postgres/postmaster.pid'), 'utf8'), 10)

function listenOn(port = 0): Promise<number> {
  const server = net.createServer()
  running.push(() => server.close())
  return new Promise((resolve) => {
    server.listen(port, '127.0.0.1', () => resolve((server.address() as net.AddressInfo).port))
  })
}

/** Starts a stack in another process, which the test may kill. */
async function serve(): Promise<{ child: ChildProcess; address: StackAddress }> {
  const options = { dataDir, migrations: `${FIXTURES}migrations`, functionsDir: `${FIXTURES}functions` }
  const child = spawn(process.execPath, ['--import', 'tsx', SERVE, JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  running.push(() => child.kill('SIGKILL'))
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout?.once('data', (chunk: Buffer) => resolve(chunk.toString()))
    child.once('exit', (code) => reject(new Error(`ended with ${code}`)))
  })
  return { child, address: JSON.parse(line) as StackAddress }
}

const exited = (child: ChildProcess) => new Promise((resolve) => child.once('exit', resolve))

describe('what keeps the stack from starting is said in one sentence', () => {
  test('a second start on the same folder', async () => {
    await start()
    await expect(start()).rejects.toMatchObject({
      code: 'STACK_RUNNING',
      message: expect.stringContaining(dataDir),
    })
  })

  test('a taken port, of Postgres or of the API', async () => {
    const port = await listenOn()
    await expect(start({ pgPort: port })).rejects.toMatchObject({ code: 'PORT_TAKEN' })
    await expect(start({ apiPort: port })).rejects.toMatchObject({
      code: 'PORT_TAKEN',
      message: expect.stringContaining(String(port)),
    })
  })

  test('data of another Postgres version', async () => {
    mkdirSync(path.join(dataDir, 'postgres'))
    writeFileSync(path.join(dataDir, 'postgres/PG_VERSION'), '16\n')
    await expect(start()).rejects.toMatchObject({
      code: 'DATA_VERSION',
      message: expect.stringContaining('16'),
    })
  })

  test('a migration with a mistake, which leaves nothing running and nothing half-applied', async () => {
    const migrations = path.join(dataDir, 'migrations')
    mkdirSync(migrations)
    const file = path.join(migrations, '20260101000000_first.sql')
    writeFileSync(file, 'create table public.a (id int);\n\ncreate table public.b (id nonsense);\n')
    await expect(start({ migrations })).rejects.toMatchObject({
      code: 'MIGRATION_FAILED',
      message: expect.stringMatching(/^20260101000000_first\.sql:3: .*nonsense/),
    })
    writeFileSync(file, 'create table public.a (id int);\n')
    const stack = await start({ migrations })
    expect(stack.applied).toEqual(['first'])
  })

  test('data that was made with another wording of a migration', async () => {
    const migrations = path.join(dataDir, 'migrations')
    mkdirSync(migrations)
    const file = path.join(migrations, '20260101000000_first.sql')
    writeFileSync(file, 'create table public.a (id int);\n')
    await (await start({ migrations })).stop()
    writeFileSync(file, 'create table public.a (id int, name text);\n')
    await expect(start({ migrations })).rejects.toMatchObject({
      code: 'MIGRATION_CHANGED',
      message: expect.stringMatching(/20260101000000_first\.sql.*--fresh/),
    })
  })
})

describe('data', () => {
  test('stays over a stop, and migrations run once', async () => {
    const first = await start({ seed: path.join(FIXTURES, 'seed.sql') })
    expect(first.applied).toHaveLength(5)
    const { client, user } = await signUp(first)
    await client.from('notes').insert({ title: '留下' })
    const pid = postgresPid()
    await first.stop()
    expect(isAlive(pid)).toBe(false)
    const second = await start({ seed: path.join(FIXTURES, 'seed.sql') })
    expect(second.applied).toEqual([])
    expect(await second.sql`select title from public.notes where owner_id = ${user.id}`).toEqual([
      { title: '留下' },
    ])
    const [seeded] = await second.sql`select count(*)::int as n from public.bookings`
    expect(seeded).toEqual({ n: 1 })
    const recorded =
      await second.sql`select version, name from supabase_migrations.schema_migrations order by 1`
    expect(recorded[0]).toEqual({ version: '20260101000000', name: 'people' })
  })

  test('that was acknowledged survives SIGKILL, and the orphan is taken care of', async () => {
    const { child, address } = await serve()
    const { client, user } = await signUp(address)
    const uploads: string[] = []
    for (let i = 0; i < 5; i += 1) {
      const name = `${user.id}/${i}.txt`
      await client.from('notes').insert({ title: `note ${i}` })
      const { error } = await client.storage
        .from('files')
        .upload(name, new Blob([`file ${i}`], { type: 'text/plain' }))
      if (!error) uploads.push(name)
    }
    expect(uploads).toHaveLength(5)
    // More is under way at the moment of the kill.
    const late = Array.from({ length: 10 }, (_, i) => client.from('notes').insert({ title: `late ${i}` }))
    const orphan = postgresPid()
    const gone = exited(child)
    child.kill('SIGKILL')
    await gone
    const acknowledged = (await Promise.all(late)).filter(({ error }) => !error).length
    expect(isAlive(orphan)).toBe(true)

    const again = await start()
    expect(isAlive(orphan)).toBe(false)
    const [notes] = await again.sql`select count(*)::int as n from public.notes`
    expect(notes?.n).toBeGreaterThanOrEqual(5 + acknowledged)
    const service = testClient(again, { key: again.secretKey })
    for (const [i, name] of uploads.entries()) {
      expect(await (await service.storage.from('files').download(name)).data?.text()).toBe(`file ${i}`)
    }
  })

  test('can be removed, but not under a running stack, and with it an orphan', async () => {
    const stack = await start()
    await expect(removeData(dataDir)).rejects.toMatchObject({ code: 'STACK_RUNNING' })
    await stack.stop()
    const { child } = await serve()
    const orphan = postgresPid()
    const gone = exited(child)
    child.kill('SIGKILL')
    await gone
    await removeData(dataDir)
    expect(isAlive(orphan)).toBe(false)
    expect(existsSync(dataDir)).toBe(false)
  })

  test('is found again in a folder that the user of Postgres may not enter', async () => {
    const closed = path.join(dataDir, 'closed')
    mkdirSync(closed, { mode: 0o700 })
    const inner = path.join(closed, 'data')
    running.push(() => removeData(inner))
    const first = await start({ dataDir: inner })
    await first.sql`create table public.kept as select 7 as n`
    await first.stop()
    const second = await start({ dataDir: inner })
    expect(await second.sql`select n from public.kept`).toEqual([{ n: 7 }])
    // Seen by root only; everybody else runs Postgres as themselves.
    expect(statSync(closed).mode & 0o077).toBe(0)
    await second.stop()
    await removeData(inner)
    expect(existsSync(inner)).toBe(false)
  })

  test('an older bootstrap is brought up to date without harm', async () => {
    const first = await start()
    const { user } = await signUp(first)
    await first.sql`comment on schema extensions is 'bootstrap of an older version'`
    await first.stop()
    const second = await start()
    expect(second.applied).toEqual([])
    expect(await second.sql`select id from public.profiles`).toEqual([{ id: user.id }])
    expect((await testClient(second).from('closed').select('*')).error?.code).toBe('42501')
  })

  test('survives a kill in the middle of making the cluster', async () => {
    mkdirSync(path.join(dataDir, 'postgres.new'))
    writeFileSync(path.join(dataDir, 'postgres.new/PG_VERSION'), '17\n')
    await expect(start()).resolves.toBeDefined()
  })
})

test('stop ends everything at once, also with open sockets and functions', async () => {
  const { child, address } = await serve()
  const pid = postgresPid()
  const client = testClient(address)
  await new Promise((resolve) => client.channel('open').subscribe(resolve))
  expect((await fetch(`${address.apiUrl}/functions/v1/echo`)).status).toBe(200)
  const before = Date.now()
  const gone = exited(child)
  child.kill('SIGTERM')
  expect(await gone).toBe(0)
  expect(Date.now() - before).toBeLessThan(10_000)
  expect(isAlive(pid)).toBe(false)
  await client.removeAllChannels()
})

test('only this machine can reach the stack', async () => {
  const stack = await start()
  // Another address of the loopback network answers only when a server listens on all addresses.
  for (const url of [stack.apiUrl, stack.dbUrl]) {
    const port = Number(new URL(url).port)
    const refused = await new Promise((resolve) => {
      net
        .connect(port, '127.0.0.2')
        .once('connect', () => resolve('open'))
        .once('error', () => resolve('refused'))
    })
    expect(refused).toBe('refused')
  }
})
