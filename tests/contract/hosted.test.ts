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

type Finding = { name: string; level: string; detail: string; metadata: { schema: string; name: string } }
/** object: one table, `schema.*`, or `*`. */
type Allowed = { name: string; object: string; why: string }

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

test('the linter of hosted finds nothing but what supabase/advisors-allowed.json explains', async () => {
  const args = ['db', 'advisors', `--remote=${database.url}`, '--level', 'info', '--fail-on', 'none']
  const advisors = await runSupabaseCli([...args, '--output-format', 'json'])
  expect(advisors.code, advisors.stderr).toBe(0)
  const { results } = JSON.parse(advisors.stdout.slice(advisors.stdout.indexOf('{'))) as {
    results: Finding[]
  }
  const allowed = JSON.parse(readFileSync(path('supabase/advisors-allowed.json'), 'utf8')) as Allowed[]
  expect(allowed.filter(({ why }) => why.length < 40)).toEqual([])
  const explains = (entry: Allowed, { name, metadata }: Finding) =>
    entry.name === name &&
    ['*', `${metadata.schema}.*`, `${metadata.schema}.${metadata.name}`].includes(entry.object)
  const unexplained = results.filter((finding) => !allowed.some((entry) => explains(entry, finding)))
  expect(unexplained.map(({ name, detail }) => `${name}: ${detail}`)).toEqual([])
  // Only what the linter calls information may be explained away; a warning is mended.
  expect(results.filter(({ level }) => level !== 'INFO')).toEqual([])
  const stale = allowed.filter((entry) => !results.some((finding) => explains(entry, finding)))
  expect(stale).toEqual([])
})

test('the committed types are those of the migrations (npm run types)', async () => {
  expect(await generateTypes(database.url)).toBe(readFileSync(path('src/shared/database.types.ts'), 'utf8'))
})
