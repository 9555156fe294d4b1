import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import postgres from 'postgres'
import type { TestProject } from 'vitest/node'
import { bootstrapDatabase } from '../local/bootstrap'
import { LOOPBACK, MIGRATION_ROLE, PG_PASSWORD, SUPERUSER } from '../local/defaults'
import { applyMigrations } from '../local/migrate'
import { startPostgres } from '../local/postgres'
import { loadFixture } from './fixture'

declare module 'vitest' {
  interface ProvidedContext {
    /** The cluster of the stories; each file makes a database of its own from the template. */
    storyPort: number
  }
}

export const TEMPLATE = 'story_template'

/** Address of one database of the stories' cluster. */
export function storyUrl(port: number, database: string, role: string = MIGRATION_ROLE): string {
  return `postgresql://${role}:${PG_PASSWORD}@${LOOPBACK}:${port}/${database}`
}

/**
 * One throw-away cluster for all story files of a run: the state of a new hosted project, the whole migrations
 * folder, the people of the fixture. Copying that database takes a tenth of a second.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'bangban-stories-'))
  const server = await startPostgres({ dataDir, port: 0, durable: false })
  try {
    const admin = postgres(storyUrl(server.port, 'postgres', SUPERUSER), { max: 1, onnotice: () => {} })
    await admin.unsafe(`create database ${TEMPLATE}`)
    await admin.end()
    await prepare(server.port)
  } catch (error) {
    await server.stop()
    throw error
  }
  project.provide('storyPort', server.port)
  return async () => {
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function prepare(port: number): Promise<void> {
  const superuser = postgres(storyUrl(port, TEMPLATE, SUPERUSER), { max: 2, onnotice: () => {} })
  await bootstrapDatabase(superuser, storyUrl(port, TEMPLATE, SUPERUSER))
  const owner = postgres(storyUrl(port, TEMPLATE), { max: 1, onnotice: () => {} })
  try {
    await applyMigrations(owner, fileURLToPath(new URL('../migrations', import.meta.url)))
    await loadFixture(owner)
    // `npm run mutations` loosens a right here, to see that a story notices.
    if (process.env.BB_MUTATION) await superuser.unsafe(process.env.BB_MUTATION)
  } finally {
    await owner.end()
    await superuser.end()
  }
}
