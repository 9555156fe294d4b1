import { randomUUID } from 'node:crypto'
import type { Sql, TransactionSql } from 'postgres'
import type { Claims } from './tokens'

export type Extension = 'broadcast' | 'presence'

/** Who asks, about which topic; `headers` are the x- headers of the connection. */
export interface AuthContext {
  topic: string
  claims: Claims
  headers: Record<string, string>
}

/** What a policy answered; null means that it was not asked yet, which differs from a refusal. */
export interface Permission {
  read: boolean | null
  write: boolean | null
}

export type Policies = Record<Extension, Permission>

// Hosted connects as supabase_realtime_admin, which is a member of these roles only. The embedded stack connects
// as superuser and has to draw the line itself.
const CLIENT_ROLES = new Set(['anon', 'authenticated', 'service_role'])
const INSUFFICIENT_PRIVILEGE = '42501'

class Rollback extends Error {}

/** Policies of which none has been asked. */
export function unknownPolicies(): Policies {
  return { broadcast: { read: null, write: null }, presence: { read: null, write: null } }
}

/**
 * Asks the SELECT policies of realtime.messages: the owner inserts one probe row an extension, the person looks
 * for it, and the transaction is rolled back. Throws when a policy itself fails.
 */
export async function probeRead(
  sql: Sql,
  context: AuthContext,
  extensions: Extension[],
): Promise<Set<Extension>> {
  if (!CLIENT_ROLES.has(context.claims.role)) return new Set()
  const probes = extensions.map((extension) => ({ id: randomUUID(), extension, topic: context.topic }))
  return inRollback(sql, async (tx) => {
    await tx`insert into realtime.messages ${tx(probes, 'id', 'extension', 'topic')}`
    await becomeCaller(tx, context)
    const ids = probes.map((probe) => probe.id)
    const rows = await tx<
      { id: string }[]
    >`select id::text as id from realtime.messages where id = any(${ids}::uuid[])`
    const visible = new Set(rows.map((row) => row.id))
    return new Set(probes.filter((probe) => visible.has(probe.id)).map((probe) => probe.extension))
  })
}

/** Asks the INSERT policies of realtime.messages by inserting as the person, then rolls back. */
export async function probeWrite(
  sql: Sql,
  context: AuthContext,
  extensions: Extension[],
): Promise<Set<Extension>> {
  if (!CLIENT_ROLES.has(context.claims.role)) return new Set()
  return inRollback(sql, async (tx) => {
    await becomeCaller(tx, context)
    const allowed = new Set<Extension>()
    for (const extension of extensions) {
      if (await mayInsert(tx, context.topic, extension)) allowed.add(extension)
    }
    return allowed
  })
}

async function mayInsert(tx: TransactionSql, topic: string, extension: Extension): Promise<boolean> {
  try {
    await tx.savepoint(
      (point) => point`insert into realtime.messages (topic, extension) values (${topic}, ${extension})`,
    )
    return true
  } catch (error) {
    if (isPostgresError(error) && error.code === INSUFFICIENT_PRIVILEGE) return false
    throw error
  }
}

/** Lowers the transaction to the caller's role and claims, with the settings that hosted gives to policies. */
async function becomeCaller(tx: TransactionSql, { topic, claims, headers }: AuthContext): Promise<void> {
  await tx`
    select
      set_config('realtime.topic', ${topic}, true),
      set_config('request.jwt.claims', ${JSON.stringify(claims)}, true),
      set_config('request.jwt.claim.sub', ${claims.sub ?? ''}, true),
      set_config('request.jwt.claim.role', ${claims.role}, true),
      set_config('request.headers', ${JSON.stringify(headers)}, true),
      set_config('role', ${claims.role}, true)`
}

/** Runs `work` in a transaction that never commits, so that no probe row stays and no notification leaves. */
async function inRollback<T>(sql: Sql, work: (tx: TransactionSql) => Promise<T>): Promise<T> {
  let answer: { value: T } | undefined
  try {
    await sql.begin(async (tx) => {
      answer = { value: await work(tx) }
      throw new Rollback()
    })
  } catch (error) {
    if (!(error instanceof Rollback)) throw error
  }
  if (!answer) throw new Error('The authorisation probe gave no answer')
  return answer.value
}

function isPostgresError(error: unknown): error is Error & { code: string } {
  return error instanceof Error && 'code' in error
}
