/**
 * `npm run doctor`: looks at a deployment from outside and from its database, says in sentences what is missing and
 * what to do, and ends with 1 when something needed is. Reads only and sends nobody anything. docs/deploy.md says
 * when; `npm run doctor -- --help` what it takes. Without any address it looks at the embedded stack of `npm start`.
 */
import { parseArgs } from 'node:util'
import postgres from 'postgres'
import {
  DEFAULT_API_PORT,
  DEFAULT_PG_PORT,
  LOOPBACK,
  MIGRATION_ROLE,
  PG_PASSWORD,
  PUBLISHABLE_KEY,
} from '../supabase/local/defaults'
import { examine, type Report } from './lib/doctor/doctor'

const USAGE = `npm run doctor -- [--secrets <file>] [--check-file c/<name>.txt]… [--backup <ISO time or file>]

  BB_API_URL           https://api.example.gov.cn, without a slash at its end
  BB_PUBLISHABLE_KEY   the publishable (anon) key
  SUPABASE_DB_URL      postgresql://postgres:…@…/postgres, the role of migrations
  BB_PUBLIC_URL        https://<H5 host>
  WECHAT_APPID, WECHAT_SECRET   of the account; from an address that its IP list admits
  BB_WECHAT_PUSH_TOKEN the token of 消息推送`

const local = {
  api: `http://${LOOPBACK}:${process.env.BB_API_PORT ?? DEFAULT_API_PORT}`,
  database: `postgresql://${MIGRATION_ROLE}:${PG_PASSWORD}@${LOOPBACK}:${process.env.BB_PG_PORT ?? DEFAULT_PG_PORT}/postgres?sslmode=disable`,
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      help: { type: 'boolean', default: false },
      secrets: { type: 'string' },
      'check-file': { type: 'string', multiple: true, default: [] },
      backup: { type: 'string' },
    },
  })
  if (values.help) {
    console.log(USAGE)
    return 0
  }
  const { env } = process
  const databaseUrl = env.SUPABASE_DB_URL ?? local.database
  if (Boolean(env.BB_API_URL) !== Boolean(env.SUPABASE_DB_URL)) {
    throw new Error(`BB_API_URL and SUPABASE_DB_URL belong together.\n\n${USAGE}`)
  }
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {}, connect_timeout: 10 })
  try {
    const report = await examine({
      api: { url: env.BB_API_URL ?? local.api, publishableKey: env.BB_PUBLISHABLE_KEY ?? PUBLISHABLE_KEY },
      sql,
      databaseUrl,
      publicUrl: env.BB_PUBLIC_URL ?? null,
      wechat:
        env.WECHAT_APPID && env.WECHAT_SECRET
          ? {
              appid: env.WECHAT_APPID,
              secret: env.WECHAT_SECRET,
              pushToken: env.BB_WECHAT_PUSH_TOKEN ?? null,
              apiBase: env.WECHAT_API_BASE ?? 'https://api.weixin.qq.com',
            }
          : null,
      secretsFile: values.secrets ?? null,
      checkFiles: values['check-file'],
      backup: values.backup ?? null,
    })
    return conclude(report)
  } finally {
    await sql.end({ timeout: 2 })
  }
}

function conclude({ findings, looked, leftOut }: Report): number {
  for (const level of ['needed', 'advised'] as const) {
    for (const { theme, says, remedy } of findings.filter((one) => one.level === level)) {
      console.log(`${level === 'needed' ? '✗' : '!'} ${theme}: ${says}\n    → ${remedy}`)
    }
  }
  const well = looked.filter((theme) => !findings.some((one) => one.theme === theme))
  if (well.length > 0) console.log(`✓ ${well.join(', ')}`)
  for (const line of leftOut) console.log(`– not looked at: ${line}`)
  const needed = findings.filter((one) => one.level === 'needed').length
  console.log(
    needed === 0
      ? 'All that was looked at is as it must be'
      : `${needed} things are needed before this opens`,
  )
  return needed === 0 ? 0 : 1
}

process.exitCode = await main().catch((error: Error) => {
  console.error(`doctor: ${error.message || String(error)}`)
  return 2
})
