import { randomBytes, randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { SUPERUSER } from '../local/defaults'
import { type DemoHandle, demoPerson } from '../local/demo/people'
import { storyUrl, TEMPLATE } from './global-setup'
import { type Call, keepProofs, untoldProofs } from './proof-check'

/** Who acts: a demo person, somebody without a sign-in, the secret key, or a person by id. */
export type Actor = DemoHandle | 'anon' | 'service' | (string & {})

/** A refusal, as the API tells it. */
export type Refusal = { code: string; message: string; hint: string; detail: Record<string, unknown> }

/** One transaction in which people act one after the other. It is rolled back unless `commit` was called. */
export class Story {
  private open = true
  private actor: Actor | 'owner' = 'owner'
  /** Every RPC that was asked for, by whom and what it answered: stories are the proofs of the access matrix. */
  readonly calls: Call[] = []

  private constructor(
    /** SQL as whoever acts now; the owner of the database at first. */
    readonly sql: postgres.ReservedSql,
  ) {}

  static async begin(pool: postgres.Sql): Promise<Story> {
    const story = new Story(await pool.reserve())
    await story.sql`begin`
    return story
  }

  /** From here on that person asks, with the role and claims that PostgREST would set. */
  async as(actor: Actor): Promise<this> {
    await this.asOwner()
    const role = actor === 'anon' ? 'anon' : actor === 'service' ? 'service_role' : 'authenticated'
    const claims = role === 'authenticated' ? { sub: this.id(actor), role } : { role }
    await this.sql`select set_config('request.jwt.claims', ${JSON.stringify(claims)}, true)`
    await this.sql.unsafe(`set local role ${role}`)
    this.actor = actor
    return this
  }

  /** Back to the owner of the database, whom no policy holds: to arrange things and to look behind. */
  async asOwner(): Promise<this> {
    await this.sql`reset role`
    await this.sql`select set_config('request.jwt.claims', '', true)`
    this.actor = 'owner'
    return this
  }

  /** Calls an RPC as PostgREST does, by argument names; `undefined` leaves an argument to its default. */
  async rpc<T = Record<string, unknown>>(name: string, args: Record<string, unknown> = {}): Promise<T> {
    const given = Object.entries(args).filter(([, value]) => value !== undefined)
    const list = given.map(([key], index) => `${key} => $${index + 1}`).join(', ')
    const values = given.map(([, value]) => value) as postgres.ParameterOrJSON<never>[]
    const call: Call = { rpc: name, actor: this.actor, code: 'ok' }
    this.calls.push(call)
    try {
      const [row] = await this.sql.unsafe<{ answer: T }[]>(`select public.${name}(${list}) as answer`, values)
      const refused = (row?.answer as { refused?: { details: string } } | null)?.refused
      // As src/platform/rpc.ts does: a refused guess is an answer, so that its count stays.
      if (refused) throw Object.assign(new Error(name), refused, { detail: refused.details })
      return row?.answer as T
    } catch (error) {
      call.code = (error as { code?: string }).code ?? 'unknown'
      throw error
    }
  }

  /** Runs what must be refused with this code, undoes it, and gives what the person is told. */
  async expectError(code: string, run: () => Promise<unknown>): Promise<Refusal> {
    const mark = `probe_${randomBytes(4).toString('hex')}`
    await this.sql.unsafe(`savepoint ${mark}`)
    let answer: unknown
    try {
      answer = await run()
    } catch (error) {
      await this.sql.unsafe(`rollback to savepoint ${mark}`)
      const { code: got, message, hint, detail } = error as postgres.PostgresError
      if (got !== code) throw new Error(`Expected ${code}, got ${got}: ${message}`, { cause: error })
      return {
        code: got,
        message,
        hint: hint ?? '',
        detail: detail?.startsWith('{') ? JSON.parse(detail) : {},
      }
    }
    throw new Error(`Expected ${code}, but it was allowed and answered ${JSON.stringify(answer)}`)
  }

  /** Moves the one clock; later calls see this moment. */
  async at(moment: string): Promise<void> {
    await this.behind((sql) => sql`select private.set_clock(${moment}::timestamptz)`)
  }

  /** Runs something as the owner and goes on as whoever acted. */
  async behind<T>(run: (sql: postgres.ReservedSql) => Promise<T>): Promise<T> {
    const [now] = await this.sql<{ role: string; claims: string | null }[]>`
      select current_user::text as role, current_setting('request.jwt.claims', true) as claims`
    const { actor } = this
    await this.asOwner()
    const answer = await run(this.sql)
    await this.sql`select set_config('request.jwt.claims', ${now?.claims ?? ''}, true)`
    if (now && now.role !== 'postgres') await this.sql.unsafe(`set local role ${now.role}`)
    this.actor = actor
    return answer
  }

  /** An account that belongs to nothing yet; gives its id. */
  async newPerson(name: string): Promise<string> {
    const id = randomUUID()
    const metadata = JSON.stringify({ name })
    await this.behind(
      (sql) =>
        sql`insert into auth.users (id, email, raw_user_meta_data)
            values (${id}, ${`${id}@story.invalid`}, ${metadata}::text::jsonb)`,
    )
    return id
  }

  /** The id of a demo person; an id stays as it is. */
  id(actor: Actor): string {
    return actor.includes('-') ? actor : demoPerson(actor as DemoHandle).id
  }

  /** A new request id, as the client makes one for each thing a person does. */
  request(): string {
    return randomUUID()
  }

  async commit(): Promise<void> {
    await this.end('commit')
  }

  async rollback(): Promise<void> {
    await this.end('rollback')
  }

  private async end(how: 'commit' | 'rollback'): Promise<void> {
    if (!this.open) return
    this.open = false
    await this.sql.unsafe(how)
    await this.sql.unsafe('reset role')
    this.sql.release()
  }
}

/** A copy of the template, so that nobody sees what others commit. */
export async function newDatabase(max = 8): Promise<postgres.Sql> {
  const port = inject('storyPort')
  const name = `story_${randomBytes(6).toString('hex')}`
  const admin = postgres(storyUrl(port, 'postgres', SUPERUSER), { max: 1, onnotice: () => {} })
  await admin.unsafe(`create database ${name} template ${TEMPLATE} owner postgres`)
  await admin.end()
  return postgres(storyUrl(port, name), {
    max,
    onnotice: () => {},
    connection: { TimeZone: 'UTC', lock_timeout: 20_000 },
  })
}

/**
 * `story` tells one in a transaction that is rolled back, on the file's own database. `race` gives several
 * connections to people who act at the same time and commit, on a database of its own. What `prepare` does is
 * there for every story of the file.
 */
export function stories(prepare?: (s: Story) => Promise<void>) {
  let pool: postgres.Sql
  const told = new Set<string>()
  beforeAll(async () => {
    pool = await newDatabase()
    if (!prepare) return
    const s = await Story.begin(pool)
    try {
      await prepare(s)
      await s.commit()
    } finally {
      await s.rollback()
    }
  })
  afterAll(async () => {
    await pool?.end({ timeout: 2 })
    expect(untoldProofs(expect.getState().testPath ?? '', told), 'named in proofs.ts').toEqual([])
  })

  return {
    story(title: string, tell: (s: Story) => Promise<void>): void {
      told.add(title)
      test(title, async ({ task }) => {
        const s = await Story.begin(pool)
        try {
          await tell(s)
        } finally {
          await s.rollback()
        }
        keepProofs(task.file.name, title, s.calls)
      })
    },
    race(title: string, tell: (begin: () => Promise<Story>) => Promise<void>): void {
      told.add(title)
      test(title, async ({ task }) => {
        const begun: Story[] = []
        const own = await newDatabase()
        try {
          await tell(async () => {
            const s = await Story.begin(own)
            begun.push(s)
            return s
          })
        } finally {
          for (const s of begun) await s.rollback()
          await own.end({ timeout: 2 })
        }
        keepProofs(
          task.file.name,
          title,
          begun.flatMap((s) => s.calls),
        )
      })
    },
  }
}
