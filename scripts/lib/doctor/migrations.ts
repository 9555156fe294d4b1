import { type Finding, findingsOf, some } from './finding'

export interface MigrationFacts {
  /** Versions in supabase/migrations. */
  here: string[]
  /** Versions in supabase_migrations.schema_migrations; null when there is no such table. */
  applied: string[] | null
}

const { needed } = findingsOf('migrations')

/** The database is made of these migrations and of nothing else. */
export function checkMigrations({ here, applied }: MigrationFacts): Finding[] {
  if (!applied) {
    return [needed('No migration was applied.', 'npx supabase db push --remote=<database url>')]
  }
  const missing = here.filter((version) => !applied.includes(version))
  const strange = applied.filter((version) => !here.includes(version))
  return [
    ...(missing.length > 0
      ? [
          needed(
            `${missing.length} migrations are missing: ${some(missing)}.`,
            'npx supabase db push --remote=<database url>',
          ),
        ]
      : []),
    ...(strange.length > 0
      ? [
          needed(
            `Migrations were applied that are not in this folder: ${some(strange)}.`,
            'Check out the release that the database was made with, or find out who changed it.',
          ),
        ]
      : []),
  ]
}
