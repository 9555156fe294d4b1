import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import postgres from 'postgres'
import { bootstrapDatabase } from './bootstrap'
import { LOOPBACK, MIGRATION_ROLE, PG_PASSWORD, SUPERUSER } from './defaults'
import { startPostgres } from './postgres'

const PROJECT_DIR = fileURLToPath(new URL('../..', import.meta.url))

export interface HostedLike {
  /** As `postgres`, which on a hosted project is not a superuser. */
  url: string
  /** As the superuser, to look behind the scenes. */
  sql: postgres.Sql
  stop(): Promise<void>
}

/** A throw-away database that has what a new hosted project has, and none of our migrations. */
export async function startHostedLike(): Promise<HostedLike> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'bangban-hosted-'))
  const pg = await startPostgres({ dataDir, port: 0, durable: false })
  const url = (role: string) =>
    `postgresql://${role}:${PG_PASSWORD}@${LOOPBACK}:${pg.port}/postgres?sslmode=disable`
  const sql = postgres(url(SUPERUSER), { max: 2, onnotice: () => {} })
  const stop = async () => {
    await sql.end({ timeout: 2 })
    await pg.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
  try {
    await bootstrapDatabase(sql, url(SUPERUSER))
  } catch (error) {
    await stop()
    throw error
  }
  return { url: url(MIGRATION_ROLE), sql, stop }
}

export interface CliResult {
  code: number | null
  stdout: string
  stderr: string
}

/** Runs the official Supabase CLI on this project, without telemetry and without the user's settings. */
export async function runSupabaseCli(args: string[]): Promise<CliResult> {
  const home = mkdtempSync(path.join(tmpdir(), 'bangban-cli-'))
  const env = { ...process.env, HOME: home, SUPABASE_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' }
  try {
    return await runTool('supabase', [...args, '--workdir', PROJECT_DIR], env)
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

/** The TypeScript types of the schema `public`, as the CLI generates them, formatted for review. */
export async function generateTypes(url: string): Promise<string> {
  const types = await runSupabaseCli(['gen', 'types', `--remote=${url}`, '--schema', 'public'])
  if (types.code !== 0) throw new Error(`supabase gen types failed: ${types.stderr}`)
  const formatted = await runTool(
    '@biomejs/biome',
    ['format', '--stdin-file-path=types.ts'],
    process.env,
    types.stdout,
  )
  if (formatted.code !== 0) throw new Error(`biome format failed: ${formatted.stderr}`)
  return formatted.stdout
}

/** Runs the program of an installed package in the project's folder. */
async function runTool(name: string, args: string[], env: NodeJS.ProcessEnv, input = ''): Promise<CliResult> {
  const require = createRequire(import.meta.url)
  const manifest = require.resolve(`${name}/package.json`)
  const { bin } = require(manifest) as { bin: Record<string, string> }
  const file = path.join(path.dirname(manifest), Object.values(bin)[0] as string)
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [file, ...args], { cwd: PROJECT_DIR, env, stdio: 'pipe' })
    const result: CliResult = { code: null, stdout: '', stderr: '' }
    // Decoded as a stream: a Chinese character may lie across two chunks.
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      result.stdout += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      result.stderr += text
    })
    child.once('error', reject)
    child.once('close', (code) => resolve({ ...result, code }))
    child.stdin.end(input)
  })
}
