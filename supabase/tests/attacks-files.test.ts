import { randomUUID } from 'node:crypto'
import { describe, expect } from 'vitest'
import { makeWorld, type World } from './attack-world'
import { upload } from './filing-steps'
import { HEWEI, YAYUN } from './fixture'
import { type Story, stories } from './harness'

/** Everybody against the objects of every bucket, as the Storage API asks Postgres. */
let world: World
const { story } = stories(async (s) => {
  world = await makeWorld(s)
})

const ACTORS = [
  'anon',
  'zhang',
  'chen',
  'liu',
  'sun',
  'li',
  'zhao',
  'wang',
  'qian',
  'he',
  'zhou',
  'wu',
  'admin',
]

/** Who uploads into a folder of the enterprise 禾味, and who reads what lies there. */
const BUCKETS: Record<string, { folder: (w: World) => string; upload: string; read: string }> = {
  // Fonts and the like, for functions with the secret key.
  assets: { folder: () => HEWEI, upload: '', read: '' },
  // WeChat's pictures of codes: whoever could write here could put his own on the county's cards.
  'code-pictures': { folder: () => 'release', upload: '', read: '' },
  appeals: { folder: () => HEWEI, upload: 'zhang chen', read: 'zhang chen li zhou' },
  materials: {
    folder: (w) => `${HEWEI}/${w.draft}`,
    upload: 'zhang chen',
    read: 'zhang chen li wang qian he',
  },
  messages: { folder: (w) => w.conversation, upload: 'zhang chen li', read: 'zhang chen li' },
  results: { folder: (w) => w.approved, upload: 'wang', read: 'zhang chen li wang qian he' },
  verification: { folder: (w) => w.appointment, upload: 'li', read: 'zhang chen li' },
}

const put = (s: Story, bucket: string, name: string, owner: string) =>
  s.sql`insert into storage.objects (bucket_id, name, owner, owner_id, metadata)
        values (${bucket}, ${name}, ${owner}, ${owner}, '{"size": 1, "mimetype": "image/jpeg"}')`

/** Whether the statement was let through; undone in any case. */
async function passes(s: Story, run: () => Promise<unknown>): Promise<boolean> {
  await s.sql`savepoint attempt`
  try {
    await run()
    return true
  } catch (error) {
    const { code, message } = error as { code?: string; message: string }
    if (code !== '42501') throw new Error(`${code}: ${message}`)
    return false
  } finally {
    await s.sql`rollback to savepoint attempt`
  }
}

const own = (s: Story, actor: string) => (actor === 'anon' ? randomUUID() : s.id(actor))

story('every bucket is private and has its line here', async (s) => {
  const rows = await s.sql<
    { id: string; public: boolean }[]
  >`select id, public from storage.buckets order by id`
  expect(rows.map(({ id }) => id)).toEqual(Object.keys(BUCKETS).sort())
  expect(rows.filter((bucket) => bucket.public)).toEqual([])
})

for (const [bucket, line] of Object.entries(BUCKETS)) {
  story(`${bucket}: who uploads and who reads`, async (s) => {
    const may = { upload: [] as string[], read: [] as string[] }
    for (const actor of ACTORS) {
      await s.as(actor)
      if (await passes(s, () => put(s, bucket, `${line.folder(world)}/${randomUUID()}.jpg`, own(s, actor)))) {
        may.upload.push(actor)
      }
      const [{ n } = { n: -1 }] = await s.sql<{ n: number }[]>`
        select count(*)::int as n from storage.objects where bucket_id = ${bucket}`
      if (n > 0) may.read.push(actor)
    }
    expect(may.upload.join(' ')).toBe(line.upload)
    expect(may.read.join(' ')).toBe(line.read)
  })
}

describe('whoever may upload', () => {
  story('does so in his own name, and into a folder that is his to fill', async (s) => {
    for (const [bucket, line] of Object.entries(BUCKETS).filter(([, { upload }]) => upload)) {
      const actor = line.upload.split(' ')[0] as string
      await s.as(actor)
      const folder = line.folder(world)
      const file = `${randomUUID()}.jpg`
      expect(await passes(s, () => put(s, bucket, `${folder}/${file}`, s.id('sun')))).toBe(false)
      const elsewhere = [
        file,
        `x/${folder}/${file}`,
        `../${folder}/${file}`,
        `${folder.toUpperCase()}/${file}`,
        `${YAYUN}/${file}`,
        `${YAYUN}/${folder}/${file}`,
        `${randomUUID()}/${file}`,
        `${HEWEI}/${randomUUID()}/${file}`.replace(bucket === 'appeals' ? HEWEI : '', ''),
      ]
      for (const name of elsewhere) {
        expect([bucket, name, await passes(s, () => put(s, bucket, name, s.id(actor)))]).toEqual([
          bucket,
          name,
          false,
        ])
      }
    }
  })
})

story('nobody replaces, moves or deletes a file of any bucket', async (s) => {
  const all = () =>
    s.behind((sql) => sql`select id, bucket_id, name, owner_id, metadata from storage.objects order by id`)
  const before = await all()
  for (const actor of ACTORS) {
    await s.as(actor)
    for (const statement of [
      `update storage.objects set metadata = '{"size": 2}'`,
      `update storage.objects set name = 'mine/' || name`,
      `update storage.objects set bucket_id = 'messages'`,
      'delete from storage.objects',
      `insert into storage.objects (bucket_id, name, owner_id) select bucket_id, name, '${own(s, actor)}'
         from storage.objects on conflict (bucket_id, name) do update set owner_id = excluded.owner_id`,
    ]) {
      await s.sql`savepoint attempt`
      // Without a policy the rows are not there to change; some statements are refused outright.
      const outcome = await s.sql.unsafe(statement).then(
        (rows) => rows.count,
        (error: { code: string }) => error.code,
      )
      if (typeof outcome === 'string') await s.sql`rollback to savepoint attempt`
      expect([actor, statement, outcome]).toEqual([actor, statement, outcome === 0 ? 0 : '42501'])
    }
  }
  expect(await all()).toEqual(before)
})

story('a path that is known opens nothing to who may not read it', async (s) => {
  const paths = await s.behind(
    (sql) => sql<{ bucket_id: string; name: string }[]>`select bucket_id, name from storage.objects`,
  )
  expect(new Set(paths.map((path) => path.bucket_id)).size).toBe(
    Object.values(BUCKETS).filter(({ read }) => read).length,
  )
  for (const actor of ['anon', 'liu', 'sun', 'zhao', 'admin']) {
    await s.as(actor)
    for (const { bucket_id, name } of paths) {
      const found = await s.sql`select from storage.objects where bucket_id = ${bucket_id} and name = ${name}`
      expect([actor, bucket_id, found.length]).toEqual([actor, bucket_id, 0])
    }
    expect(await s.sql`select from storage.objects where name like ${`${HEWEI}%`}`).toHaveLength(0)
  }
})

story('what a file really holds is asked by who uploaded it, and told by the secret key', async (s) => {
  const path = await upload(s, world.draft, { checked: false })
  const ask = () =>
    s.rpc<{ object_id: string; check: unknown }>('upload_to_check', { p_bucket: 'materials', p_path: path })
  await s.as('liu')
  await s.expectError('BB013', ask)
  await s.as('zhang')
  const { object_id, check } = await ask()
  expect(check).toBeNull()
  const found = {
    p_object_id: object_id,
    p_sha256: 'a'.repeat(64),
    p_size: 1234,
    p_mime: 'image/jpeg',
    p_refusal: null,
  }
  await s.expectError('42501', () => s.rpc('service_record_check', found))
  await s.as('service')
  expect(await s.rpc('service_record_check', found)).toMatchObject({ ok: true })
})
