import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import type postgres from 'postgres'
import { readEnvFile } from '../../../supabase/local/project-config'
import { checkCalendar } from './calendar'
import { checkDelivery } from './delivery'
import { type Finding, findingsOf } from './finding'
import { checkFunctions } from './functions'
import { type Api, apiFacts, functionFacts } from './gather-api'
import * as database from './gather-database'
import { jobFacts } from './gather-jobs'
import { hostFacts, type WechatAccount, wechatFacts } from './gather-outside'
import { checkHost } from './host'
import { checkItems } from './items'
import { checkJobs } from './jobs'
import { checkMessages } from './messages'
import { checkMigrations } from './migrations'
import { checkPeople } from './people'
import { checkSecrets } from './secrets'
import { checkApi, checkSecurity } from './security'
import { checkSettings } from './settings'
import { checkStorage } from './storage'
import { checkWechat } from './wechat'

const ROOT = path.resolve(import.meta.dirname, '../../..')

/** Which deployment, and what else the doctor is told of it. */
export interface Patient {
  api: Api
  sql: postgres.Sql
  databaseUrl: string
  /** Null: the theme is left out, and the report says so. */
  publicUrl: string | null
  wechat: WechatAccount | null
  secretsFile: string | null
  checkFiles: readonly string[]
  /** An ISO time, or a file whose age counts. */
  backup: string | null
}

export interface Report {
  findings: Finding[]
  /** Themes that were looked at. */
  looked: string[]
  /** What was not looked at, and what it takes. */
  leftOut: string[]
}

/** Looks at everything that it was given the address of. Reads only; nothing is sent to anybody. */
export async function examine(patient: Patient): Promise<Report> {
  const report: Report = { findings: [], looked: [], leftOut: [] }
  /** One theme; a look that fails is a finding, and the others go on. */
  const look = async (theme: string, find: () => Promise<Finding[]>) => {
    report.looked.push(theme)
    const { needed } = findingsOf(theme)
    report.findings.push(
      ...(await find().catch((error: Error) => [
        needed(`Could not look: ${error.message}`, 'Mend this first, then run again.'),
      ])),
    )
  }
  const { api, sql, publicUrl } = patient
  const at = (name: string) => path.join(ROOT, 'supabase', name)

  await look('migrations', async () => checkMigrations(await database.migrationFacts(sql, at('migrations'))))
  if (report.findings.some(({ says }) => says.startsWith('No migration'))) {
    report.leftOut.push('everything else: there is no schema yet')
    return report
  }
  const secrets = patient.secretsFile ? readSecrets(patient.secretsFile) : null
  const outside = await apiFacts(
    api,
    async () => (await sql<{ now: Date }[]>`select clock_timestamp() as now`)[0]?.now ?? new Date(),
  )
  const wechat = patient.wechat ? await wechatFacts(patient.wechat, api.url) : null
  const functions = await functionFacts(api, at('functions'), publicUrl)

  await look('security', async () => [
    ...checkApi(outside),
    ...checkSecurity(await database.securityFacts(sql, patient.databaseUrl, at('advisors-allowed.json'))),
  ])
  await look('settings', async () =>
    checkSettings({
      settings: await database.settings(sql),
      publicUrl,
      throughCloudflare: outside.throughCloudflare,
    }),
  )
  await look('jobs', async () => checkJobs(await jobFacts(sql, api.url)))
  await look('storage', async () => checkStorage(await database.storageFacts(sql)))
  await look('functions', async () => checkFunctions(functions))
  await look('messages', async () =>
    checkMessages({
      ...(await database.messageFacts(sql)),
      account: wechat?.account ?? null,
      smsOff: secrets && !secrets.SMS_PROVIDER,
    }),
  )
  await look('people', async () => checkPeople(await database.peopleFacts(sql)))
  await look('items', async () => {
    const in_catalogue = readdirSync(at('catalogue/items')).filter((name) => name.endsWith('.json')).length
    return checkItems({ ...(await database.itemFacts(sql)), in_catalogue })
  })
  await look('calendar', async () => checkCalendar(await database.calendarFacts(sql)))
  await look('delivery', async () =>
    checkDelivery({ ...(await database.deliveryFacts(sql)), backupAt: finishedAt(patient.backup) }),
  )
  if (wechat) await look('wechat', async () => checkWechat(wechat))
  else report.leftOut.push('wechat: give WECHAT_APPID and WECHAT_SECRET')
  if (publicUrl)
    await look('h5', async () => checkHost(await hostFacts(publicUrl, api.url, patient.checkFiles)))
  else report.leftOut.push('h5: give BB_PUBLIC_URL')
  if (secrets) await look('secrets', async () => checkSecrets({ values: secrets }))
  else report.leftOut.push('secrets: give --secrets <the file of supabase secrets set --env-file>')
  return report
}

function readSecrets(file: string): Record<string, string> {
  readFileSync(file)
  return readEnvFile(file)
}

/** What `--backup` says as a time. */
function finishedAt(told: string | null): string | null {
  if (!told || !Number.isNaN(Date.parse(told))) return told
  return statSync(told).mtime.toISOString()
}
