import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { createClient } from '@supabase/supabase-js'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import WebSocket from 'ws'
import { examine, type Patient, type Report } from '../../scripts/lib/doctor/doctor'
import { type AppServer, serveApp } from '../../scripts/lib/static-server'
import { readCatalogue } from '../../supabase/catalogue/load'
import type { Stack } from '../../supabase/local/stack'
import { DEMO_APPID, DEMO_WECHAT_SECRET } from '../../supabase/local/wechat/app'
import { DEMO_PUSH } from '../../supabase/local/wechat/content'
import { startTestStack } from '../support/stack'

const root = fileURLToPath(new URL('../..', import.meta.url))
/** Inside the repository: functions find their packages in its node_modules. */
let folder: string
let web: AppServer
const stacks: Stack[] = []

beforeAll(() => {
  mkdirSync(path.join(root, 'test-output'), { recursive: true })
  folder = mkdtempSync(path.join(root, 'test-output/doctor-'))
})
afterAll(async () => {
  await web?.close()
  for (const stack of stacks) await stack.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function examined(stack: Stack, more: Partial<Patient> = {}): Promise<Report> {
  const databaseUrl = `${stack.dbUrl}?sslmode=disable`
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} })
  const nobody = { publicUrl: null, wechat: null, secretsFile: null, checkFiles: [], backup: null }
  const api = { url: stack.apiUrl, publishableKey: stack.publishableKey }
  try {
    return await examine({ api, sql, databaseUrl, ...nobody, ...more })
  } finally {
    await sql.end({ timeout: 2 })
  }
}

const said = ({ findings }: Report, level: 'needed' | 'advised') =>
  findings.filter((one) => one.level === level).map(({ theme, says }) => `${theme}: ${says}`)

/** What an embedded stack cannot shed: it has no https, no key and no secret of its own. */
const EMBEDDED = [
  expect.stringMatching(/^security: The API is at http:/),
  'security: The publishable key is the one of the demo.',
  'security: Tokens signed with a public JWT secret are taken (supabase start): anybody can be anybody.',
]

test('on the demo the doctor names exactly what is demo there', async () => {
  const stack = await startTestStack()
  stacks.push(stack)
  await stack.tick({ force: true })
  const report = await examined(stack)
  expect(said(report, 'needed')).toEqual([
    ...EMBEDDED,
    'settings: public_url is «http://localhost:8080»: papers would carry a link that nobody can open.',
    expect.stringMatching(/^settings: Settings name the invented county 清溪县: county, /),
    expect.stringMatching(/^settings: Limits by address read the header cf-connecting-ip/),
    'functions: demo-login is deployed: a door without a key.',
    expect.stringMatching(/^messages: Subscribe-message templates are the demo's: appointment, /),
    expect.stringMatching(
      /^people: The demo's data is in this database: \d+ halls, 12 people, 12 openids, 2 enterprises\./,
    ),
  ])
  expect(report.leftOut).toHaveLength(3)
})

test('on a stack prepared as for production nothing is needed but what only a real host has', async () => {
  const functions = path.join(folder, 'functions')
  cpSync(path.join(root, 'supabase/functions'), functions, {
    recursive: true,
    filter: (name) => !name.includes('demo-login'),
  })
  cpSync(path.join(root, 'supabase/config.toml'), path.join(folder, 'config.toml'))
  const stack = await startTestStack({ demo: false, demoSignIn: false, functionsDir: functions })
  stacks.push(stack)
  const dist = path.join(folder, 'h5')
  mkdirSync(path.join(dist, 'c'), { recursive: true })
  writeFileSync(
    path.join(dist, 'index.html'),
    '<meta name="bb-api-url" content=""><script src="/app.js"></script>',
  )
  writeFileSync(path.join(dist, 'app.js'), 'start("https://api.example.gov.cn")')
  writeFileSync(path.join(dist, 'c/abc.txt'), 'abc')
  web = await serveApp({ folder: dist, port: 0, apiUrl: stack.apiUrl })
  const secretsFile = path.join(folder, 'secrets.env')
  writeFileSync(
    secretsFile,
    `WECHAT_APPID=wx1\nWECHAT_SECRET=s\nWECHAT_PUSH_TOKEN=t\nWECHAT_PUSH_AES_KEY=${'a'.repeat(43)}
SCHEDULE_SECRET=${'1'.repeat(64)}\nALLOWED_ORIGINS=https://bb.example.gov.cn\n`,
  )
  await prepare(stack)
  const wechat = {
    appid: DEMO_APPID,
    secret: DEMO_WECHAT_SECRET,
    pushToken: DEMO_PUSH.token,
    apiBase: stack.simulator.url,
  }
  const report = await examined(stack, {
    publicUrl: web.url,
    wechat,
    secretsFile,
    checkFiles: ['c/abc.txt'],
    backup: new Date().toISOString(),
  })
  expect(said(report, 'needed')).toEqual([
    ...EMBEDDED,
    // The web server of this test has no https either.
    expect.stringMatching(/^settings: public_url is «http:/),
    "wechat: The AppID is the demo's.",
    expect.stringMatching(/^h5: H5 is at http:/),
  ])
  const advice = said(report, 'advised').filter((line) => !line.startsWith('calendar'))
  expect(advice).toEqual([expect.stringMatching(/^messages: No SMS provider is configured/)])
  expect(report.leftOut).toEqual([])
})

/** docs/deploy.md, step by step, as the owner of the database. */
async function prepare(stack: Stack): Promise<void> {
  const { sql } = stack
  await stack.tick({ force: true })
  await sql`update private.settings set value = to_jsonb(replace(replace(value #>> '{}', '清溪县', '某某县'), '清审', '某审'))
    where jsonb_typeof(value) = 'string'`
  await sql`update private.settings set value = to_jsonb('MM'::text) where key = 'number_prefix'`
  await sql`update private.settings set value = to_jsonb('x-forwarded-for'::text) where key = 'client_address_header'`
  await sql`update private.settings set value = to_jsonb(${web.url}::text) where key = 'public_url'`
  await sql`select private.set_message_template(key, 'T-' || key, false) from private.message_templates`
  await sql`update private.sms_templates set provider_id = '1'`
  const service = createClient(stack.apiUrl, stack.secretKey, {
    auth: { persistSession: false, autoRefreshToken: false },
    realtime: { transport: WebSocket as unknown as typeof globalThis.WebSocket },
  })
  for (const item of readCatalogue()) {
    const { error } = await service.rpc('import_item', { p_item: item })
    if (error) throw error
  }
  await sql`update public.departments set phone = '0000-0000000'`
  const font = await service.storage
    .from('assets')
    .upload('fonts/NotoSansSC-Regular.ttf', Buffer.from('font'), {
      contentType: 'font/ttf',
    })
  if (font.error) throw font.error
  const made = await service.auth.admin.createUser({
    email: 'first@example.gov.cn',
    password: 'Passw0rd!Passw0rd',
    email_confirm: true,
  })
  if (made.error) throw made.error
  await sql`insert into public.staff (person_id, department_code, display_name, title)
    values (${made.data.user.id}, 'spj', '甲科员', '科员')`
  await sql`insert into public.staff_roles (person_id, role)
    select ${made.data.user.id}, unnest(enum_range(null::public.staff_role))`
}

test('a database without migrations is told in one sentence', async () => {
  const stack = await startTestStack({ demo: false, migrations: tmpdir() })
  stacks.push(stack)
  expect(said(await examined(stack), 'needed')).toEqual(['migrations: No migration was applied.'])
})
