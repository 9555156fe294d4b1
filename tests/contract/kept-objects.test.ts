import { randomUUID } from 'node:crypto'
import type { SupabaseClient } from '@supabase/supabase-js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ConversationSummary, FileRef, SlotDay } from '@/shared/contract'
import type { DemoHandle } from '../../supabase/local/demo/people'
import { attachAll, type PreparedDraft, prepareDraft } from '../browser/prepared'
import { type County, startCounty } from '../support/product'
import { jpegFile, pdfFile, pngFile } from '../support/sample-files'
import { signInByEmail, testClient } from '../support/stack'
import { Colleague } from '../weapp/staff'

// A file that lies in Storage is followed by another one, never replaced: not by who put it there, not by those who
// may read it, not before it is handed in either.

const ACTORS: DemoHandle[] = ['zhang', 'chen', 'li', 'wang', 'qian', 'liu', 'admin']
const OTHER = pngFile()

let county: County
let server: SupabaseClient
let zhang: Colleague
let draft: PreparedDraft
const clients = new Map<string, SupabaseClient>()
/** One object of each bucket, and of each time in the life of an application. */
const kept: { what: string; bucket: string; path: string; bytes: Buffer }[] = []

beforeAll(async () => {
  county = await startCounty()
  const { stack } = county
  server = testClient(stack, { key: stack.secretKey })
  for (const actor of ACTORS) clients.set(actor, await signInByEmail(stack, `${actor}@demo.invalid`))
  clients.set('anon', testClient(stack))
  zhang = await Colleague.come(stack, 'zhang')
  const li = await Colleague.come(stack, 'li')
  const wang = await Colleague.come(stack, 'wang')
  const put = async (what: string, who: Colleague, bucket: string, folder: string, bytes: Buffer) => {
    const path = `${folder}/${randomUUID()}.${bucket === 'results' ? 'pdf' : 'jpg'}`
    await who.put(bucket, path, bytes, bucket === 'results' ? 'application/pdf' : 'image/jpeg')
    kept.push({ what, bucket, path, bytes })
    return path
  }
  const photo = jpegFile()
  const files = { jpeg: '', pdf: '', result: '', bytes: () => photo }

  const filed = await prepareDraft(zhang)
  await attachAll(zhang, filed, files)
  await zhang.act('submit_application', { p_application_id: filed.id, p_consent: true })
  const [material] = (await zhang.read(filed.id)).materials.filter((each) => each.files.length > 0)
  kept.push({ what: 'handed in', bucket: 'materials', path: material?.files[0]?.path ?? '', bytes: photo })
  await wang.move('accept_application', filed.id)
  await wang.move('take_application', filed.id)
  await wang.move('approve_application', filed.id, { p_note: null })
  const result = await put('issued', wang, 'results', filed.id, await pdfFile())
  await wang.move('issue_result', filed.id, {
    p_path: result,
    p_file_name: '许可证.pdf',
    p_number: 'JY1',
    p_name: '许可证',
  })

  draft = await prepareDraft(zhang)
  await put(
    'uploaded to a draft, tied to nothing',
    zhang,
    'materials',
    `${draft.enterprise}/${draft.id}`,
    photo,
  )
  await zhang.act('attach_file', {
    p_application_id: draft.id,
    p_material_key: 'layout',
    p_path: await put('of a draft', zhang, 'materials', `${draft.enterprise}/${draft.id}`, photo),
    p_name: '布局图.jpg',
  })
  const days = await zhang.ask<SlotDay[]>('list_slots', {
    p_application_id: draft.id,
    p_from: '2026-04-01',
    p_days: 1,
  })
  const check = await zhang.act<{ id: string }>('book_appointment', {
    p_application_id: draft.id,
    p_slot_id: days[0]?.slots[0]?.id,
  })
  await put('of a video check', li, 'verification', check.id, photo)
  await put('of an appeal', zhang, 'appeals', draft.enterprise, photo)
  const [conversation] = await zhang.ask<ConversationSummary[]>('list_conversations')
  await put('of a message', zhang, 'messages', conversation?.id ?? '', photo)
})
afterAll(() => county?.stack.stop())

/** Every way that the Storage API has to change what lies under a name; each answers its error, if any. */
const WAYS: Record<string, (client: SupabaseClient, bucket: string, path: string) => Promise<unknown>> = {
  'upload again': (client, bucket, path) =>
    client.storage.from(bucket).upload(path, OTHER, { contentType: 'image/png' }),
  upsert: (client, bucket, path) =>
    client.storage.from(bucket).upload(path, OTHER, { contentType: 'image/png', upsert: true }),
  update: (client, bucket, path) =>
    client.storage.from(bucket).update(path, OTHER, { contentType: 'image/png' }),
  'move away': (client, bucket, path) =>
    client.storage.from(bucket).move(path, path.replace(/[^/]+$/, `${randomUUID()}.jpg`)),
  'copy over': async (client, bucket, path) => {
    const source = path.replace(/[^/]+$/, `${randomUUID()}.jpg`)
    await client.storage.from(bucket).upload(source, OTHER, { contentType: 'image/png' })
    return client.storage.from(bucket).copy(source, path)
  },
  'move over': async (client, bucket, path) => {
    const source = path.replace(/[^/]+$/, `${randomUUID()}.jpg`)
    await client.storage.from(bucket).upload(source, OTHER, { contentType: 'image/png' })
    return client.storage.from(bucket).move(source, path)
  },
  'a signed upload': async (client, bucket, path) => {
    const signed = await client.storage.from(bucket).createSignedUploadUrl(path, { upsert: true })
    if (signed.error) return signed
    return client.storage
      .from(bucket)
      .uploadToSignedUrl(path, signed.data.token, OTHER, { contentType: 'image/png', upsert: true })
  },
  remove: (client, bucket, path) => client.storage.from(bucket).remove([path]),
  'remove the folder': (client, bucket, path) =>
    client.storage.from(bucket).remove([path.replace(/\/[^/]+$/, '')]),
  'empty the bucket': (client, bucket) => client.storage.emptyBucket(bucket),
}

const objects = () =>
  county.stack
    .sql`select id, bucket_id, name, owner_id, metadata ->> 'size' as size, metadata ->> 'mimetype' as mime
    from storage.objects where name in ${county.stack.sql(kept.map((each) => each.path))} order by id`

describe.each(Object.keys(WAYS))('%s', (way) => {
  test('changes nothing, whoever tries, in any bucket, before and after handing in', async () => {
    const before = await objects()
    expect(before).toHaveLength(kept.length)
    expect(new Set(kept.map((each) => each.bucket)).size).toBe(5)
    for (const [actor, client] of clients) {
      for (const { what, bucket, path, bytes } of kept) {
        await WAYS[way]?.(client, bucket, path)
        const { data } = await server.storage.from(bucket).download(path)
        const now = Buffer.from((await data?.arrayBuffer()) ?? new ArrayBuffer(0))
        expect([actor, what, now.equals(bytes)]).toEqual([actor, what, true])
      }
    }
    expect(await objects()).toEqual(before)
  })
})

test('taking back a file of a draft leaves the object and the row; the hash proves what it was', async () => {
  const { enterprise, id } = draft
  const path = `${enterprise}/${id}/${randomUUID()}.jpg`
  await zhang.put('materials', path, jpegFile(), 'image/jpeg')
  const file = await zhang.act<FileRef>('attach_file', {
    p_application_id: id,
    p_material_key: 'flow',
    p_path: path,
    p_name: '布局图.jpg',
  })
  await zhang.act('remove_file', { p_file_id: file.id })
  expect((await zhang.get('materials', path)).equals(jpegFile())).toBe(true)
  const [row] = await county.stack.sql`select sha256, removed_at is not null as removed
    from public.application_files where id = ${file.id}`
  expect(row).toEqual({ sha256: file.sha256, removed: true })
})
