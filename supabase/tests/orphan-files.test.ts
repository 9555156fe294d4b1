import { expect } from 'vitest'
import type { Me } from '@/shared/contract'
import { act, appealed, checked, decided, talk } from './contract-steps'
import { attach, begin, correcting, detail, submit, upload } from './filing-steps'
import { HEWEI } from './fixture'
import { stories } from './harness'
import { claim, later, orphans, removed, takeOut, uploadedNow } from './orphan-steps'

const { story } = stories()

story('an upload that never became part of anything goes after a day, in every bucket', async (s) => {
  const id = await begin(s)
  const conversation = (await s.rpc<Me>('get_me')).enterprises[0]?.conversation_id ?? ''
  const paths = [
    await upload(s, id),
    await upload(s, id, { checked: false }),
    await upload(s, id, { checked: { refusal: 'locked' } }),
    await upload(s, HEWEI, { bucket: 'appeals' }),
    await upload(s, conversation, { bucket: 'messages' }),
    await upload(s, id, { bucket: 'verification', by: 'li' }),
    await upload(s, id, { bucket: 'results', by: 'wang' }),
  ]
  await uploadedNow(s)
  await later(s, 24)
  expect(await orphans(s)).toEqual([])
  await later(s, 1)
  expect((await orphans(s)).map((each) => each.path)).toEqual([...paths].sort())
  expect(new Set((await orphans(s)).map((each) => each.reason))).toEqual(new Set(['no_row']))
})

story('a bucket that is not ours is left alone', async (s) => {
  await s.behind(async (sql) => {
    await sql`insert into storage.buckets (id, name) values ('elsewhere', 'elsewhere')`
    await sql`insert into storage.objects (bucket_id, name, created_at) values ('elsewhere', 'font.ttf', '2020-01-01')`
  })
  expect(await orphans(s)).toEqual([])
})

story('files of a deleted draft go; a draft that lies for months keeps its own', async (s) => {
  const given = await begin(s)
  const gone = await attach(s, given)
  await act(s, 'delete_draft', { p_application_id: given })
  const kept = await begin(s)
  await attach(s, kept)
  await uploadedNow(s)
  await later(s, 24 * 90)
  expect(await orphans(s)).toEqual([{ path: gone.path, reason: 'no_row' }])
})

story('a file that was taken back goes a day after that, and its row stays with the hash', async (s) => {
  const id = await begin(s)
  const first = await attach(s, id)
  await uploadedNow(s)
  await later(s, 24 * 10)
  await act(s, 'remove_file', { p_file_id: first.id })
  await attach(s, id)
  await uploadedNow(s)
  await s.behind(
    (sql) =>
      sql`update storage.objects set created_at = private.now() - interval '10 days' where name = ${first.path}`,
  )
  await later(s, 23)
  expect(await orphans(s)).toEqual([])
  await later(s, 2)
  expect(await orphans(s)).toEqual([{ path: first.path, reason: 'taken_back' }])
  const claimed = await claim(s)
  await takeOut(s, claimed)
  expect(await removed(s, claimed)).toBe(1)
  const rows = await s.behind(
    (sql) => sql`select f.sha256 = c.sha256 as same, c.removed_at is not null as removed, c.orphan_reason
      from public.application_files f join private.file_checks c on c.path = f.path where f.id = ${first.id}`,
  )
  expect(rows).toEqual([{ same: true, removed: true, orphan_reason: 'taken_back' }])
})

story('what was handed in stays for ever, with what a correction replaced', async (s) => {
  const id = await correcting(s)
  await s.as('zhang')
  await attach(s, id)
  const [layout] = (await detail(s, id)).materials
  expect([layout?.files.length, layout?.old_files.length]).toEqual([1, 1])
  // Taken back after the application was filed, but never handed in: a second try in the same correction.
  const second = await attach(s, id)
  await act(s, 'remove_file', { p_file_id: second.id })
  await uploadedNow(s)
  await later(s, 24 * 400)
  expect(await orphans(s)).toEqual([{ path: second.path, reason: 'taken_back' }])
})

story('files of messages, appeals, findings and results stay', async (s) => {
  await s.as('zhang')
  const conversation = (await s.rpc<Me>('get_me')).enterprises[0]?.conversation_id ?? ''
  await s.as('li')
  await act(s, 'open_slots', { p_day: '2026-04-01', p_from: '10:00', p_to: '11:00', p_minutes: 30 })
  const read = (name: string, args: Record<string, unknown> = {}) => s.rpc<never>(name, args)
  const id = await decided(s, read)
  const pre = await begin(s)
  await checked(s, pre, read)
  await appealed(s, id)
  await s.as('zhang')
  await talk(s, conversation, id)
  await uploadedNow(s)
  await later(s, 24 * 400)
  const buckets = await s.behind(
    (sql) => sql<{ bucket: string }[]>`select distinct bucket_id as bucket from storage.objects order by 1`,
  )
  expect(buckets.map((each) => each.bucket)).toEqual([
    'appeals',
    'materials',
    'messages',
    'results',
    'verification',
  ])
  expect(await orphans(s)).toEqual([])
})

story(
  'a claimed orphan is missing to everybody, claimed once, and again only when its collector died',
  async (s) => {
    const id = await begin(s)
    const checkedPath = await upload(s, id)
    const unseen = await upload(s, id, { checked: false })
    await uploadedNow(s)
    await later(s, 25)
    const claimed = await claim(s)
    expect(claimed.map((each) => each.path).sort()).toEqual([checkedPath, unseen].sort())
    expect(await claim(s)).toEqual([])
    await s.as('zhang')
    for (const path of [checkedPath, unseen]) {
      const tie = () =>
        act(s, 'attach_file', {
          p_application_id: id,
          p_material_key: 'layout',
          p_path: path,
          p_name: 'a.jpg',
        })
      expect(await s.expectError('BB013', tie)).toMatchObject({
        message: '没有收到「a.jpg」',
        detail: { field: 'file', reason: 'missing' },
      })
      await s.expectError('BB013', () => s.rpc('upload_to_check', { p_bucket: 'materials', p_path: path }))
    }
    await s.as('service')
    await s.expectError('BB013', () =>
      s.rpc('service_record_check', {
        p_object_id: claimed.find((each) => each.path === unseen)?.object_id,
        p_sha256: 'a'.repeat(64),
        p_size: 1,
        p_mime: 'image/jpeg',
        p_refusal: null,
      }),
    )
    // Said to be removed, but Storage still has them: not believed.
    expect(await removed(s, claimed)).toBe(0)
    await s.behind((sql) => sql`select private.set_clock(private.now() + interval '11 minutes')`)
    expect((await claim(s)).map((each) => each.object_id)).toEqual(claimed.map((each) => each.object_id))
    await takeOut(s, claimed)
    expect(await removed(s, claimed)).toBe(2)
    expect(await removed(s, claimed)).toBe(0)
    await s.behind((sql) => sql`select private.set_clock(private.now() + interval '11 minutes')`)
    expect(await claim(s)).toEqual([])
  },
)

story('at most as many as asked for; the rest another time', async (s) => {
  const id = await begin(s)
  for (let i = 0; i < 5; i += 1) await upload(s, id, { checked: i % 2 === 0 ? {} : false })
  await uploadedNow(s)
  await later(s, 25)
  expect(await claim(s, 3)).toHaveLength(3)
  expect(await claim(s, 3)).toHaveLength(2)
  expect(await claim(s, 3)).toHaveLength(0)
})

story('the secret key alone collects', async (s) => {
  for (const person of ['zhang', 'li', 'admin', 'anon']) {
    await s.as(person)
    await s.expectError('42501', () => s.rpc('service_claim_orphans', { p_limit: 1 }))
    await s.expectError('42501', () => s.rpc('service_orphans_removed', { p_object_ids: [] }))
  }
})

story(
  'a file handed in the same day it replaced another: the other goes, the filing stays whole',
  async (s) => {
    const id = await begin(s)
    const wrong = await attach(s, id)
    await act(s, 'remove_file', { p_file_id: wrong.id })
    const right = await attach(s, id)
    await s.rpc('save_draft', {
      p_application_id: id,
      p_answers: { manager: '刘店长', phone: '13800000000', area: '82.5' },
      p_situation_answers: null,
      p_request_id: s.request(),
    })
    await submit(s, id)
    await uploadedNow(s)
    await later(s, 25)
    expect(await orphans(s)).toEqual([{ path: wrong.path, reason: 'taken_back' }])
    const [layout] = (await detail(s, id)).materials
    expect(layout?.files.map((file) => file.path)).toEqual([right.path])
  },
)

story('where a scheduled Edge Function cannot be called, the job says what is missing', async (s) => {
  const [job] = await s.sql<{ command: string }[]>`
    select command from private.schedules where edge_function = 'collect-orphans'`
  const told = await s.expectError('P0001', () => s.sql.unsafe(job?.command ?? ''))
  expect(told.message).toBe('Edge Function collect-orphans cannot be called: switch on pg_net and Vault')
  // As hosted has them.
  await s.sql.unsafe(`
    create schema net; create schema vault;
    create table vault.decrypted_secrets (name text, decrypted_secret text);
    create table net.sent (url text, body jsonb, headers jsonb, milliseconds int);
    create function net.http_post(url text, body jsonb default '{}', params jsonb default '{}', headers jsonb default '{}',
      timeout_milliseconds int default 5000) returns bigint language sql
      as 'insert into net.sent values (url, body, headers, timeout_milliseconds); select 1::bigint'`)
  const bare = await s.expectError('P0001', () => s.sql.unsafe(job?.command ?? ''))
  expect(bare.message).toContain('Vault has no project_url')
  await s.sql.unsafe(`insert into vault.decrypted_secrets values
    ('project_url', 'https://api.example'), ('schedule_secret', 's3')`)
  await s.sql.unsafe(job?.command ?? '')
  expect(
    await s.sql`select url, headers ->> 'x-schedule-secret' as secret, milliseconds from net.sent`,
  ).toEqual([
    { url: 'https://api.example/functions/v1/collect-orphans', secret: 's3', milliseconds: 120_000 },
  ])
})

story(
  'what pg_cron wrote of its runs is kept for a week; where there is none, nothing is done',
  async (s) => {
    const [job] = await s.sql<{ command: string }[]>`
    select command from private.schedules where name = 'forget_job_runs'`
    await s.sql.unsafe(job?.command ?? '')
    await s.sql.unsafe(`
    create schema cron; create table cron.job_run_details (runid int, end_time timestamptz);
    insert into cron.job_run_details values (1, now() - interval '8 days'), (2, now() - interval '6 days'), (3, null)`)
    await s.sql.unsafe(job?.command ?? '')
    expect(await s.sql`select runid from cron.job_run_details order by runid`).toEqual([
      { runid: 2 },
      { runid: 3 },
    ])
  },
)
