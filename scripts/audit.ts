/**
 * Holds the whole history against itself: `npm run audit`. Reads only. Against the embedded stack, or the database of
 * SUPABASE_DB_URL. `npm run audit -- --anchor 2026-03-31=9f…` also holds it against a digest that was kept elsewhere.
 * Ends with 1 when something does not hold.
 */
import postgres from 'postgres'
import { DEFAULT_PG_PORT, LOOPBACK, MIGRATION_ROLE, PG_PASSWORD } from '../supabase/local/defaults'
import { audit, type KeptAnchor } from './lib/audit'

const SHOWN = 50

/** `--anchor day=digest`, as often as there are copies. */
function keptAnchors(args: string[]): KeptAnchor[] {
  return args
    .map((arg, n) => {
      if (arg === '--anchor') return null
      const [, day, digest] = /^(?:--anchor=)?(\d{4}-\d\d-\d\d)=([0-9a-f]{64})$/.exec(arg) ?? []
      const named = arg.startsWith('--anchor=') || args[n - 1] === '--anchor'
      if (!day || !digest || !named)
        throw new Error(`Not understood: ${arg}. Usage: npm run audit -- [--anchor YYYY-MM-DD=<digest>]…`)
      return { day, digest }
    })
    .filter((anchor) => anchor !== null)
}

async function main(): Promise<number> {
  const kept = keptAnchors(process.argv.slice(2))
  const port = process.env.BB_PG_PORT ?? DEFAULT_PG_PORT
  const url =
    process.env.SUPABASE_DB_URL ??
    `postgresql://${MIGRATION_ROLE}:${PG_PASSWORD}@${LOOPBACK}:${port}/postgres`
  const sql = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 10 })
  try {
    const began = Date.now()
    const { counts, faults, anchor } = await audit(sql, kept)
    for (const [name, n] of Object.entries(counts))
      console.log(`${String(n).padStart(9)} ${name.replace('_', ' ')}`)
    if (anchor) console.log(`Anchor of ${anchor.day}: ${anchor.digest}`)
    for (const { what, seq, differs } of faults.slice(0, SHOWN))
      console.log(`✗ ${what}${seq === null ? '' : `, event ${seq}`}: ${differs}`)
    if (faults.length > SHOWN) console.log(`✗ and ${faults.length - SHOWN} more`)
    const seconds = ((Date.now() - began) / 1000).toFixed(1)
    console.log(
      faults.length === 0 ? `Every chain is whole (${seconds} s)` : `${faults.length} broken (${seconds} s)`,
    )
    return faults.length === 0 ? 0 : 1
  } finally {
    await sql.end({ timeout: 2 })
  }
}

process.exitCode = await main().catch((error: Error) => {
  console.error(`audit: ${error.message || String(error)}`)
  return 2
})
