import { randomUUID } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { cp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { audit } from '../../scripts/lib/audit'
import { auditFiles, type ReadObject } from '../../scripts/lib/audit-files'
import { bootstrapDatabase } from '../../supabase/local/bootstrap'
import { LOOPBACK, MIGRATION_ROLE, PG_PASSWORD, SUPERUSER } from '../../supabase/local/defaults'
import { applyMigrations } from '../../supabase/local/migrate'
import { type PostgresServer, startPostgres } from '../../supabase/local/postgres'
import { FileStorage } from '../../supabase/local/storage-adapter'
import { act } from '../../supabase/tests/contract-steps'
import { attach, FILLED, save } from '../../supabase/tests/filing-steps'
import { HEWEI, loadFixture } from '../../supabase/tests/fixture'
import { Story } from '../../supabase/tests/harness'
import { archiveWal, baseBackup, prepareRecovery } from './support/base-backup'

/** Fewer would be no load, more would be no proof of anything else. */
const CLERKS = ['zhang', 'chen', 'one', 'two'] as const
const AFTERWARDS = 8

const scratch = mkdtempSync(path.join(tmpdir(), 'bangban-backup-'))
const place = (name: string) => path.join(scratch, name)
const servers: PostgresServer[] = []
const pools: postgres.Sql[] = []

function connect(server: PostgresServer, role: string): postgres.Sql {
  const url = `postgresql://${role}:${PG_PASSWORD}@${LOOPBACK}:${server.port}/postgres`
  const sql = postgres(url, { max: 10, onnotice: () => {} })
  pools.push(sql)
  return sql
}

async function start(dataDir: string): Promise<PostgresServer> {
  // Not durable against a loss of power, which is not what is tried here; pg_backup_start brings full pages by itself.
  const server = await startPostgres({ dataDir, port: 0, durable: false })
  servers.push(server)
  return server
}

beforeAll(() => {
  chmodSync(scratch, 0o755)
  for (const name of ['office', 'restored']) mkdirSync(place(name))
})
afterAll(async () => {
  for (const sql of pools) await sql.end({ timeout: 2 })
  for (const server of servers) await server.stop()
  rmSync(scratch, { recursive: true, force: true })
})

/** The office at work: each clerk files one application after the other, with a real file, until told to stop. */
class Load {
  /** Numbers whose receipt was in somebody's hand, in that order. */
  readonly filed: string[] = []
  private stopped = false
  private running: Promise<unknown> = Promise.resolve()
  constructor(
    private readonly pool: postgres.Sql,
    private readonly files: FileStorage,
  ) {}

  async begin(): Promise<void> {
    const people = await this.prepare()
    this.running = Promise.all(people.map((by) => this.work(by)))
  }

  private async prepare(): Promise<string[]> {
    const s = await Story.begin(this.pool)
    await s.sql`update private.rate_limits set max = 1000000`
    const people: string[] = []
    for (const name of CLERKS) {
      const by = name === 'zhang' || name === 'chen' ? s.id(name) : await s.newPerson(name)
      if (by !== s.id('zhang') && by !== s.id('chen'))
        await s.sql`insert into public.enterprise_members (enterprise_id, person_id, role, state, ends_on)
          values (${HEWEI}, ${by}, 'agent', 'active', '2026-12-31')`
      people.push(by)
    }
    await s.commit()
    return people
  }

  private async work(by: string): Promise<void> {
    while (!this.stopped) this.filed.push(await this.file(by))
  }

  /** One application from its beginning to its receipt, in the steps and commits that a phone makes. */
  async file(by: string): Promise<string> {
    const { id } = await this.step(by, (s) =>
      act(s, 'start_application', {
        p_enterprise_id: HEWEI,
        p_item_code: 'ZZ01',
        p_situation_answers: { who: 'self' },
      }),
    )
    const name = `${HEWEI}/${id}/${randomUUID()}.jpg`
    // The stories' stand-in for check-file says that the SHA-256 of a file is that of its path: so be it.
    await this.files.uploadObject('materials', name, undefined, Buffer.from(name), 'image/jpeg', '')
    await this.step(by, (s) => save(s, id, FILLED))
    await this.step(by, (s) => attach(s, id, 'layout', { by, path: name, size: name.length }))
    const receipt = await this.step(by, (s) =>
      act<{ number: string }>(s, 'submit_application', { p_application_id: id, p_consent: true }),
    )
    return receipt.number
  }

  private async step<T>(by: string, run: (s: Story) => Promise<T>): Promise<T> {
    const s = await Story.begin(this.pool)
    try {
      await s.as(by)
      const answer = await run(s)
      await s.commit()
      return answer
    } finally {
      await s.rollback()
    }
  }

  /** Until so many more have been filed. */
  async more(count: number): Promise<void> {
    const until = this.filed.length + count
    while (this.filed.length < until) await new Promise((resolve) => setImmediate(resolve))
  }

  async end(): Promise<void> {
    this.stopped = true
    await this.running
  }
}

const reader =
  (files: FileStorage): ReadObject =>
  async (bucket, name) => {
    try {
      return (await files.getObject(bucket, name)).body as unknown as AsyncIterable<Uint8Array>
    } catch {
      return null
    }
  }

test('a base back-up taken while people file, and its WAL, come up as the same office on another server', async () => {
  const office = await start(place('office'))
  const admin = connect(office, SUPERUSER)
  await bootstrapDatabase(
    admin,
    `postgresql://${SUPERUSER}:${PG_PASSWORD}@${LOOPBACK}:${office.port}/postgres`,
  )
  const owner = connect(office, MIGRATION_ROLE)
  await applyMigrations(owner, fileURLToPath(new URL('../../supabase/migrations', import.meta.url)))
  await loadFixture(owner)
  const files = new FileStorage(place('files'))
  const load = new Load(owner, files)
  await load.begin()
  await load.more(2)

  const before = load.filed.length
  await baseBackup(admin, place('office'), place('restored'), () => load.more(4))
  const copied = [...load.filed]
  expect(copied.length).toBeGreaterThan(before + 3)
  // People go on after the copy: what they file now is in the WAL alone.
  await load.more(AFTERWARDS)
  await load.end()
  await archiveWal(admin, place('office'), place('wal'))
  // Files last: each one was there before the row that points at it.
  await cp(place('files'), place('files-copy'), { recursive: true })
  await office.stop()
  rmSync(place('office'), { recursive: true, force: true })

  await prepareRecovery(place('restored'), place('wal'))
  const restored = await start(place('restored'))
  const sql = connect(restored, MIGRATION_ROLE)
  const numbers = (await sql`select number from public.applications where number is not null`).map(
    (row) => row.number,
  )
  expect(numbers).toEqual(expect.arrayContaining(copied))
  expect([...numbers].sort()).toEqual([...load.filed].sort())

  const { counts, faults } = await audit(sql)
  expect(faults).toEqual([])
  expect(counts.application_events).toBe(load.filed.length * 2)
  const copy = new FileStorage(place('files-copy'))
  expect(await auditFiles(sql, reader(copy))).toEqual({ files: load.filed.length, faults: [] })

  // It is an office again, and its numbers go on where they were.
  const again = new Load(sql, copy)
  const number = await again.file((await Story.begin(sql)).id('zhang'))
  expect(Number(number.slice(-4))).toBe(load.filed.length + 1)

  // What a bad copy would look like: one file lost, one with other bytes.
  const [one, two] = await sql<
    { path: string }[]
  >`select path from public.application_files order by path limit 2`
  await copy.deleteObject('materials', one?.path ?? '')
  await copy.uploadObject('materials', two?.path ?? '', undefined, Buffer.from('x'), 'image/jpeg', '')
  expect((await auditFiles(sql, reader(copy))).faults).toEqual([
    { what: `file materials/${one?.path}`, seq: null, differs: 'is in the database and not among the files' },
    { what: `file materials/${two?.path}`, seq: null, differs: 'has other bytes than it came with' },
  ])
})
