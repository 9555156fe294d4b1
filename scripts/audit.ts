/**
 * Holds the whole history against itself: `npm run audit`. Reads only. Against the embedded stack, or the database of
 * SUPABASE_DB_URL. Ends with 1 when something does not hold. docs/backup.md says when to run it with
 * `--anchor 2026-03-31=<digest>` (held against a digest that was kept elsewhere, as often as there are copies) and
 * `--files <folder>` (held against a copy of Storage, `<folder>/<bucket>/<path>`).
 */
import { createReadStream, existsSync, statSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import postgres from 'postgres'
import { DEFAULT_PG_PORT, LOOPBACK, MIGRATION_ROLE, PG_PASSWORD } from '../supabase/local/defaults'
import { audit, type Fault, type KeptAnchor } from './lib/audit'
import { auditFiles, type ReadObject } from './lib/audit-files'

const SHOWN = 50
const USAGE = 'Usage: npm run audit -- [--anchor YYYY-MM-DD=<digest>]… [--files <folder>]'

function understand(args: string[]): { kept: KeptAnchor[]; folder: string | undefined } {
  const { values } = parseArgs({
    args,
    options: { anchor: { type: 'string', multiple: true, default: [] }, files: { type: 'string' } },
  })
  const kept = values.anchor.map((text) => {
    const [, day, digest] = /^(\d{4}-\d\d-\d\d)=([0-9a-f]{64})$/.exec(text) ?? []
    if (!day || !digest) throw new Error(`Not an anchor: ${text}. ${USAGE}`)
    return { day, digest }
  })
  if (values.files && !existsSync(values.files)) throw new Error(`There is no folder ${values.files}`)
  return { kept, folder: values.files }
}

/** Objects as files of a folder, as `supabase storage cp -r` and rclone leave them. */
const inFolder =
  (folder: string): ReadObject =>
  async (bucket, name) => {
    const file = path.join(folder, bucket, name)
    return statSync(file, { throwIfNoEntry: false })?.isFile() ? createReadStream(file) : null
  }

async function main(): Promise<number> {
  const { kept, folder } = understand(process.argv.slice(2))
  const port = process.env.BB_PG_PORT ?? DEFAULT_PG_PORT
  const url =
    process.env.SUPABASE_DB_URL ??
    `postgresql://${MIGRATION_ROLE}:${PG_PASSWORD}@${LOOPBACK}:${port}/postgres`
  const sql = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 10 })
  try {
    const began = Date.now()
    const { counts, faults, anchor } = await audit(sql, kept)
    const looked = folder ? await auditFiles(sql, inFolder(folder)) : null
    if (looked) counts.files_read = looked.files
    for (const [name, n] of Object.entries(counts))
      console.log(`${String(n).padStart(9)} ${name.replace('_', ' ')}`)
    if (anchor) console.log(`Anchor of ${anchor.day}: ${anchor.digest}`)
    return conclude([...faults, ...(looked?.faults ?? [])], Date.now() - began)
  } finally {
    await sql.end({ timeout: 2 })
  }
}

function conclude(faults: Fault[], took: number): number {
  for (const { what, seq, differs } of faults.slice(0, SHOWN))
    console.log(`✗ ${what}${seq === null ? '' : `, event ${seq}`}: ${differs}`)
  if (faults.length > SHOWN) console.log(`✗ and ${faults.length - SHOWN} more`)
  const verdict = faults.length === 0 ? 'Every chain is whole' : `${faults.length} broken`
  console.log(`${verdict} (${(took / 1000).toFixed(1)} s)`)
  return faults.length === 0 ? 0 : 1
}

process.exitCode = await main().catch((error: Error) => {
  console.error(`audit: ${error.message || String(error)}`)
  return 2
})
