import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { splitSqlStatements } from '@supabase/lite'
import type postgres from 'postgres'
import { StackError } from './stack-error'

interface Migration {
  version: string
  name: string
  file: string
}

/** The migrations of a folder in the order in which `supabase db push` applies them. */
export function listMigrations(folder: string): Migration[] {
  let names: string[]
  try {
    names = readdirSync(folder).sort()
  } catch {
    return []
  }
  return names.flatMap((file) => {
    const match = /^(\d+)_(.*)\.sql$/.exec(file)
    return match
      ? [{ version: match[1] as string, name: match[2] as string, file: path.join(folder, file) }]
      : []
  })
}

/**
 * Applies what is missing, each migration in one transaction, and records it in the same table as the
 * CLI. `sql` is connected as the role that hosted uses. Returns the names that were applied.
 *
 * Until the first release migrations are edited in place (docs/decisions/0006-migrations-before-release.md),
 * so one that was applied in another wording is refused: the functions in the database would not be the ones
 * that the code was written for.
 */
export async function applyMigrations(sql: postgres.Sql, folder: string): Promise<string[]> {
  await sql.unsafe(`
    create schema if not exists supabase_migrations;
    create table if not exists supabase_migrations.schema_migrations (
      version text not null primary key, statements text[], name text
    );`)
  const done = new Map(
    (
      await sql<{ version: string; statements: string[] }[]>`
        select version, statements from supabase_migrations.schema_migrations`
    ).map((row) => [row.version, row.statements]),
  )
  const applied: string[] = []
  for (const migration of listMigrations(folder)) {
    const before = done.get(migration.version)
    if (before) {
      ensureUnchanged(migration, before)
      continue
    }
    await applyFile(sql, migration.file, async (transaction, text) => {
      await transaction`
        insert into supabase_migrations.schema_migrations (version, name, statements)
        values (${migration.version}, ${migration.name}, ${splitSqlStatements(text)})`
    })
    applied.push(migration.name)
  }
  return applied
}

function ensureUnchanged(migration: Migration, applied: string[]): void {
  const now = splitSqlStatements(readFileSync(migration.file, 'utf8'))
  if (JSON.stringify(now) === JSON.stringify(applied)) return
  throw new StackError(
    'MIGRATION_CHANGED',
    `The data here was made with another wording of ${path.basename(migration.file)}. Run \`npm start -- --fresh\` to begin again with new demo data.`,
  )
}

/** Runs the demo data, as `supabase db reset` does after the migrations. */
export function applySeed(sql: postgres.Sql, file: string): Promise<void> {
  return applyFile(sql, file)
}

async function applyFile(
  sql: postgres.Sql,
  file: string,
  afterwards?: (transaction: postgres.TransactionSql, text: string) => Promise<void>,
): Promise<void> {
  const text = readFileSync(file, 'utf8')
  try {
    await sql.begin(async (transaction) => {
      await transaction.unsafe(text).simple()
      await afterwards?.(transaction, text)
    })
  } catch (cause) {
    throw new StackError('MIGRATION_FAILED', describe(cause as postgres.PostgresError, file, text), { cause })
  }
}

function describe(error: postgres.PostgresError, file: string, text: string): string {
  const line = error.position ? `:${text.slice(0, Number(error.position)).split('\n').length}` : ''
  const more = [error.detail, error.hint, error.where].filter(Boolean).join(' | ')
  return `${path.basename(file)}${line}: ${error.message}${error.code ? ` (${error.code})` : ''}${more ? ` ${more}` : ''}`
}
