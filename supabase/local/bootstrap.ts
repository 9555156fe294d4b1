import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type postgres from 'postgres'
import { createLite } from './lite'

const file = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/**
 * Brings a database to the state of a new hosted project: roles, the schemas auth, storage, realtime
 * and extensions, grants, publication. Does nothing when the same files have run before.
 */
export async function bootstrapDatabase(sql: postgres.Sql, url: string): Promise<void> {
  const realtime = file('./realtime/realtime.sql')
  const steps = {
    roles: readFileSync(file('./sql/roles.sql'), 'utf8'),
    bootstrap: readFileSync(file('./sql/bootstrap.sql'), 'utf8'),
    realtime: existsSync(realtime) ? readFileSync(realtime, 'utf8') : '',
    realtimeOwner: readFileSync(file('./sql/realtime-owner.sql'), 'utf8'),
  }
  const mark = `bootstrap ${createHash('sha256').update(JSON.stringify(steps)).digest('hex')}`
  if ((await readMark(sql)) === mark) return

  await sql.unsafe(steps.roles).simple()
  const lite = await createLite({ url, storageDir: '' })
  try {
    // Fault: lite swallows every error of its own schema, so the tables are asked for afterwards.
    await lite.app.ensureSystemSchema()
    const [tables] =
      await sql`select to_regclass('auth.users') as users, to_regclass('storage.objects') as objects`
    if (!tables?.users || !tables.objects) throw new Error('@supabase/lite did not create its tables')
  } finally {
    await lite.close()
  }
  await sql.unsafe(steps.bootstrap).simple()
  if (steps.realtime) {
    await sql.unsafe(steps.realtime).simple()
    await sql.unsafe(steps.realtimeOwner).simple()
  }
  await sql.unsafe(`comment on schema extensions is '${mark}'`)
}

/** The mark is the last thing written, so an interrupted bootstrap runs again from the start. */
async function readMark(sql: postgres.Sql): Promise<string | null> {
  const [row] = await sql<{ mark: string | null }[]>`
    select obj_description(oid, 'pg_namespace') as mark from pg_namespace where nspname = 'extensions'`
  return row?.mark ?? null
}
