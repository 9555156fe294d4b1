import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  generateTypes,
  type HostedLike,
  runSupabaseCli,
  startHostedLike,
} from '../../supabase/local/hosted-like'
import { listMigrations } from '../../supabase/local/migrate'

const path = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url))

let database: HostedLike

beforeAll(async () => {
  database = await startHostedLike()
})
afterAll(() => database?.stop())

// In this order: each step needs the one before, as on the way to production.
test('the migrations go to a hosted project by `supabase db push`, unchanged and once', async () => {
  const [role] = await database.sql`select rolsuper, rolbypassrls from pg_roles where rolname = 'postgres'`
  expect(role).toEqual({ rolsuper: false, rolbypassrls: true })
  const push = await runSupabaseCli(['db', 'push', `--remote=${database.url}`, '--yes'])
  expect(push, push.stderr).toMatchObject({ code: 0 })
  const versions =
    await database.sql`select version from supabase_migrations.schema_migrations order by version`
  expect(versions.map(({ version }) => version)).toEqual(
    listMigrations(path('supabase/migrations')).map(({ version }) => version),
  )
  const again = await runSupabaseCli(['db', 'push', `--remote=${database.url}`, '--yes'])
  expect(again.code, again.stderr).toBe(0)
  expect(again.stdout + again.stderr).toContain('up to date')
})

test('the linter of hosted has nothing to warn of', async () => {
  const args = ['db', 'advisors', `--remote=${database.url}`, '--level', 'info', '--fail-on', 'warn']
  const advisors = await runSupabaseCli(args)
  expect(advisors.code, advisors.stdout + advisors.stderr).toBe(0)
})

test('the committed types are those of the migrations (npm run types)', async () => {
  expect(await generateTypes(database.url)).toBe(readFileSync(path('src/shared/database.types.ts'), 'utf8'))
})
