import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FileRef } from '@/shared/contract'
import { type PreparedDraft, prepareDraft } from '../browser/prepared'
import { type County, startCounty } from '../support/product'
import { jpegFile } from '../support/sample-files'
import { Colleague } from '../weapp/staff'

let county: County
let dataDir: string
let zhang: Colleague
let draft: PreparedDraft
const log: string[] = []

beforeAll(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'bangban-orphans-'))
  county = await startCounty({ dataDir, log: (line) => log.push(line) })
  zhang = await Colleague.come(county.stack, 'zhang')
  draft = await prepareDraft(zhang)
})
afterAll(async () => {
  await county?.stack.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

async function put(): Promise<string> {
  const object = `${draft.enterprise}/${draft.id}/${randomUUID()}.jpg`
  await zhang.put('materials', object, jpegFile(), 'image/jpeg')
  return object
}

/** Those uploads are two days old. */
const age = (paths: string[]) =>
  county.stack.sql`update storage.objects set created_at = private.now() - interval '2 days'
    where name in ${county.stack.sql(paths)}`

const objects = async (paths: string[]) => {
  const rows = await county.stack.sql<{ name: string }[]>`
    select name from storage.objects where name in ${county.stack.sql(paths)}`
  return rows.map((row) => row.name)
}

/** Files of Storage on the disk, without their descriptions. */
const onDisk = () =>
  readdirSync(path.join(dataDir, 'storage'), { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && !entry.name.endsWith('.json'),
  ).length

/** Nobody else calls the function by itself: the scheduler's turn has come. */
async function night(): Promise<string[]> {
  await county.stack.sql`update private.schedules set last_run_at = now() - interval '2 days'
    where edge_function = 'collect-orphans'`
  return county.stack.tick()
}

test('the scheduler has the orphans collected: object, bytes and all; what belongs to something stays', async () => {
  const tied = await put()
  await zhang.act<FileRef>('attach_file', {
    p_application_id: draft.id,
    p_material_key: 'layout',
    p_path: tied,
    p_name: '布局图.jpg',
  })
  const orphans = [await put(), await put()]
  const young = await put()
  await age([tied, ...orphans])
  const before = onDisk()
  expect(await night()).toContain('collect_orphans')
  expect((await objects([tied, young, ...orphans])).sort()).toEqual([tied, young].sort())
  expect(onDisk()).toBe(before - 2)
  expect(log.join('\n')).toMatch(/function collect-orphans: \{.*"removed":2\}/)
  const written = await county.stack.sql`select path, orphan_reason, removed_at is not null as removed
    from private.file_checks where collected_at is not null order by path`
  expect(written.map((row) => ({ ...row }))).toEqual(
    orphans.sort().map((each) => ({ path: each, orphan_reason: 'no_row', removed: true })),
  )
})

test('a collector that died after its claim, or after the removal, loses nothing: the next one ends it', async () => {
  const { sql } = county.stack
  const orphans = [await put(), await put()]
  await age(orphans)
  // Claimed both, had Storage remove the first, and died before it could say so.
  await sql`update private.file_checks set collected_at = private.now() - interval '11 minutes', orphan_reason = 'no_row'
    where path in ${sql(orphans)}`
  await sql`delete from storage.objects where name = ${orphans[0] ?? ''}`
  await night()
  expect(await objects(orphans)).toEqual([])
  const [left] = await sql`select count(*)::int as n from private.file_checks
    where path in ${sql(orphans)} and removed_at is null`
  expect(left).toEqual({ n: 0 })
})

test('two nights at once do the work once', async () => {
  const orphans = []
  for (let i = 0; i < 6; i += 1) orphans.push(await put())
  await age(orphans)
  log.length = 0
  await Promise.all([night(), night(), night()])
  expect(await objects(orphans)).toEqual([])
  const removed = log.flatMap((line) => /"removed":(\d+)/.exec(line)?.[1] ?? [])
  expect(removed.reduce((sum, each) => sum + Number(each), 0)).toBe(6)
})

test('a phone that slept for two days sends its file again, under the same name', async () => {
  const object = await put()
  await age([object])
  await night()
  const attach = () =>
    zhang.act('attach_file', {
      p_application_id: draft.id,
      p_material_key: 'flow',
      p_path: object,
      p_name: '流程图.jpg',
    })
  await expect(attach()).rejects.toThrow('"reason": "missing"')
  await zhang.put('materials', object, jpegFile(), 'image/jpeg')
  await expect(attach()).resolves.toMatchObject({ path: object })
})

test('nobody but the scheduler starts it', async () => {
  const attempts: Record<string, string>[] = [
    {},
    { 'x-schedule-secret': 'guess' },
    { authorization: `Bearer ${county.stack.secretKey}`, apikey: county.stack.secretKey },
  ]
  for (const headers of attempts) {
    const answer = await fetch(`${county.stack.apiUrl}/functions/v1/collect-orphans`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: '{}',
    })
    expect(answer.status).toBe(401)
  }
})
