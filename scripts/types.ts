/** Writes src/shared/database.types.ts from the migrations, by the official CLI: `npm run types`. */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import postgres from 'postgres'
import { generateTypes, startHostedLike } from '../supabase/local/hosted-like'
import { applyMigrations } from '../supabase/local/migrate'

const target = fileURLToPath(new URL('../src/shared/database.types.ts', import.meta.url))
const migrations = fileURLToPath(new URL('../supabase/migrations', import.meta.url))

const database = await startHostedLike()
const sql = postgres(database.url, { max: 1, onnotice: () => {} })
try {
  const applied = await applyMigrations(sql, migrations)
  writeFileSync(target, await generateTypes(database.url))
  console.log(`${applied.length} migrations → src/shared/database.types.ts`)
} finally {
  await sql.end()
  await database.stop()
}
