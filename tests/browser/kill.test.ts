import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser } from 'playwright-core'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ApplicationSummary, ConversationSummary, MessagePage } from '@/shared/contract'
import { routes } from '@/shared/routes'
import { buildApp } from '../../scripts/lib/build'
import { type AppServer, serveApp } from '../../scripts/lib/static-server'
import { PG_PASSWORD, SUPERUSER } from '../../supabase/local/defaults'
import { loadDemo } from '../../supabase/local/demo/load'
import type { StackOptions } from '../../supabase/local/stack'
import { JOURNEY_BEGINS } from '../support/product'
import type { StackAddress } from '../support/stack'
import { Colleague } from '../weapp/staff'
import { upload } from './owner-steps'
import { openBrowser } from './people'
import { arrive, holds, prepareDraft, submitPrepared } from './prepared'
import { makeRealFiles, type RealFiles } from './real-files'

const SERVE = path.resolve(import.meta.dirname, '../support/serve.ts')

let folder: string
let child: ChildProcess
let address: StackAddress
let app: AppServer
let browser: Browser
let files: RealFiles

beforeAll(async () => {
  const built = await buildApp('h5')
  folder = mkdtempSync(path.join(tmpdir(), 'bangban-kill-'))
  address = await serve({ dataDir: folder, durable: true, demoSignIn: true })
  await fill(address)
  app = await serveApp({ folder: built, port: 0, apiUrl: address.apiUrl })
  browser = await openBrowser()
  files = await makeRealFiles(browser)
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
  if (child) await kill()
  if (folder) rmSync(folder, { recursive: true, force: true })
})

test('killed in the middle of the journey: what was acknowledged is there, and the owner goes on', async () => {
  const product = { stack: address, app } as Parameters<typeof arrive>[1]
  const owner = await Colleague.come(address, 'zhang')
  const [{ id: conversation }] = await owner.ask<ConversationSummary[]>('list_conversations')
  const submitted = await submitPrepared(owner, files)
  const { number } = await owner.read(submitted)
  const draft = await prepareDraft(owner, {})

  // The owner writes, uploads and asks; the screen says of each that it arrived.
  const zhang = await arrive(browser, product, 'zhang')
  await zhang.open(routes.form(draft.id, '人员'))
  const safetyOfficer = zhang.page.getByLabel('食品安全员')
  await safetyOfficer.fill('周店长👩‍🍳')
  await zhang.see(/已自动保存，随时可以退出/)
  await zhang.open(routes.conversation(conversation))
  const box = zhang.page.getByLabel('消息内容')
  await box.fill('布局图手画的行吗？🍜')
  await zhang.tap('发送')
  await zhang.see(/已送到/)
  await zhang.open(routes.materials(draft.id))
  await upload(zhang, '操作流程图', files.jpeg)
  await zhang.see('传好 1 件')
  await zhang.open(routes.form(draft.id, '人员'))
  await safetyOfficer.waitFor()

  await kill()

  // While nobody answers the owner goes on; what is typed stays on the phone.
  await zhang.page.getByLabel('从业人数').fill('6')
  await zhang.see(/已保存在手机/)

  const again = await serve({
    dataDir: folder,
    durable: true,
    demoSignIn: true,
    apiPort: portOf(address.apiUrl),
    pgPort: portOf(address.dbUrl),
  })
  expect(again).toEqual(address)

  // The same page of the same browser: the save that found nobody is made again without a tap or a sign-in.
  await zhang.see(/已自动保存，随时可以退出/)
  await holds(safetyOfficer, '周店长👩‍🍳')
  const after = await owner.read(draft.id)
  expect(after.answers).toMatchObject({ safety_officer: '周店长👩‍🍳', staff: '6' })
  expect(after.situation_answers).toEqual({ how_sell: 'cook', who: 'self' })
  const [flow] = after.materials.find((material) => material.key === 'flow')?.files ?? []
  expect(await owner.get('materials', flow?.path ?? '')).toEqual(files.bytes(files.jpeg))
  expect(await owner.read(submitted)).toMatchObject({ state: 'submitted', number })
  const said = await owner.ask<MessagePage>('list_messages', {
    p_conversation_id: conversation,
    p_before_seq: null,
    p_limit: 50,
  })
  expect(said.messages.map((message) => message.body)).toEqual(['布局图手画的行吗？🍜'])

  // And on: a message over the new line, the list with both applications, the number as it was.
  await zhang.open(routes.conversation(conversation))
  await box.fill('重启后接着问')
  await zhang.tap('发送')
  await zhang.see(/已送到/)
  await zhang.open(routes.timeline(submitted))
  await zhang.see(number ?? '')
  const drafts = await owner.ask<ApplicationSummary[]>('list_applications', {
    p_enterprise_id: draft.enterprise,
    p_group: 'drafts',
    p_before: null,
    p_limit: 20,
  })
  expect(drafts.map((each) => each.id)).toEqual([draft.id])
  expect(zhang.problems).toEqual([])
})

const portOf = (url: string) => Number(new URL(url).port)

/** Starts the stack in a process group of its own; gives its address. */
async function serve(options: StackOptions): Promise<StackAddress> {
  child = spawn(process.execPath, ['--import', 'tsx', SERVE, JSON.stringify(options)], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout?.once('data', (chunk: Buffer) => resolve(chunk.toString()))
    child.once('exit', (code) => reject(new Error(`the stack ended with ${code}`)))
  })
  return JSON.parse(line) as StackAddress
}

/** The county as `npm start` loads it, at the moment of the journey. */
async function fill(stack: StackAddress): Promise<void> {
  const url = new URL(stack.dbUrl)
  url.username = SUPERUSER
  url.password = PG_PASSWORD
  const sql = postgres(url.href, { max: 1, onnotice: () => {} })
  try {
    await sql`select private.set_clock(${JOURNEY_BEGINS}::timestamptz)`
    await loadDemo({ ...stack, sql }, () => {})
  } finally {
    await sql.end()
  }
}

/** Power off: the stack's process group, Postgres and all its workers at once; nobody may finish anything. */
async function kill(): Promise<void> {
  const runs = child.exitCode === null && child.signalCode === null
  if (!runs) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  const postmaster = readFileSync(path.join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]
  // Workers of Postgres are each a session of their own.
  const workers = execFileSync('pgrep', ['-P', postmaster], { encoding: 'utf8' }).trim().split('\n')
  process.kill(-(child.pid as number), 'SIGKILL')
  for (const pid of [postmaster, ...workers]) {
    try {
      process.kill(Number(pid), 'SIGKILL')
    } catch {
      // A worker whose client has just gone may be quicker.
    }
  }
  await gone
}
