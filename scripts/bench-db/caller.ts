/**
 * Asks as PostgREST does: a transaction a request, the role and the request's settings first, the statement
 * prepared once a connection and answered as one JSON text.
 */
import { performance } from 'node:perf_hooks'
import type postgres from 'postgres'
import type { Question } from './asked'
import type { Subject } from './subjects'

/** The person under policies, or the owner of the tables whom none of them holds. */
export type Mode = 'person' | 'owner'

export interface Timed {
  /** From begin to the end of the transaction. */
  request: number
  /** Of that, the one statement that was asked. */
  statement: number
}

const SETTINGS = `select set_config('search_path', '"public", "extensions"', true), set_config('role', $1, true),
  set_config('request.jwt.claims', $2, true), set_config('request.method', $3, true),
  set_config('request.path', $4, true), set_config('request.headers', $5, true)`
const HEADERS = '{"accept": "*/*", "content-profile": "public", "user-agent": "bench"}'

const wrap = (text: string) => `with pgrst_source as materialized (${text})
  select null::bigint as total_result_set, count(_postgrest_t) as page_total,
    coalesce(json_agg(_postgrest_t), '[]') as body,
    nullif(current_setting('response.headers', true), '') as response_headers,
    nullif(current_setting('response.status', true), '') as response_status
  from (select * from pgrst_source) _postgrest_t`

export class Caller {
  private constructor(readonly sql: postgres.ReservedSql) {}

  static async on(pool: postgres.Sql): Promise<Caller> {
    return new Caller(await pool.reserve())
  }

  /** Milliseconds of one request; what it changed is undone. */
  async time(question: Question, subject: Subject, mode: Mode): Promise<Timed> {
    const args = question.with(subject) as postgres.ParameterOrJSON<never>[]
    const person = question.who(subject)
    const start = performance.now()
    try {
      await this.begin(mode, person)
      const asked = performance.now()
      await this.sql.unsafe(wrap(question.text), args, { prepare: true })
      const answered = performance.now()
      await this.sql.unsafe('rollback')
      return { request: performance.now() - start, statement: answered - asked }
    } catch (error) {
      await this.sql.unsafe('rollback')
      throw error
    }
  }

  /** Opens a transaction as somebody. */
  async begin(mode: Mode, person: string): Promise<void> {
    const role = mode === 'person' ? 'authenticated' : 'postgres'
    const claims = JSON.stringify({ sub: person, role: 'authenticated' })
    await this.sql.unsafe('begin')
    await this.sql.unsafe(SETTINGS, [role, claims, 'POST', '/', HEADERS], { prepare: true })
  }

  release(): void {
    this.sql.release()
  }
}
