import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import type { Me } from '@/shared/contract'
import { recordCheck } from './filing-steps'
import { HEWEI, YAYUN } from './fixture'
import { type Story, stories } from './harness'

const { story } = stories()

/** Puts the row that Storage writes for an upload, as whoever acts, under that person's policies; then its check. */
async function upload(s: Story, owner: string, bucket: string, path: string): Promise<string> {
  await s.sql`
    insert into storage.objects (bucket_id, name, owner_id, metadata)
    values (${bucket}, ${path}, ${s.id(owner)}, '{"size": 12, "mimetype": "image/jpeg"}'::jsonb)`
  await recordCheck(s, bucket, path, { size: 12 })
  return path
}

const visible = async (s: Story, path: string) =>
  (await s.sql`select id from storage.objects where name = ${path}`).length === 1

async function draft(s: Story): Promise<string> {
  await s.as('zhang')
  const { id } = await s.rpc<{ id: string }>('start_application', {
    p_enterprise_id: HEWEI,
    p_item_code: 'ZZ01',
    p_situation_answers: { who: 'self' },
    p_request_id: s.request(),
  })
  return id
}

const file = (...folders: string[]) => `${folders.join('/')}/${randomUUID()}.jpg`

story('materials: members put and read them on their own draft; nobody else does either', async (s) => {
  const id = await draft(s)
  const path = await upload(s, 'zhang', 'materials', file(HEWEI, id))
  await s.as('chen')
  expect(await visible(s, path)).toBe(true)
  for (const stranger of ['liu', 'sun', 'zhao', 'wang', 'qian', 'admin']) {
    await s.as(stranger)
    expect(await visible(s, path)).toBe(false)
    await s.expectError('42501', () => upload(s, stranger, 'materials', file(HEWEI, id)))
  }
  await s.as('anon')
  expect(await visible(s, path)).toBe(false)
  // Another enterprise's folder in front of one's own application, and a path that is no id at all.
  await s.as('zhang')
  await s.expectError('42501', () => upload(s, 'zhang', 'materials', file(YAYUN, id)))
  await s.expectError('42501', () => upload(s, 'zhang', 'materials', '../x/y.jpg'))
})

story('nobody uploads in another person’s name, and nothing is replaced or removed', async (s) => {
  const id = await draft(s)
  await s.expectError('42501', () => upload(s, 'chen', 'materials', file(HEWEI, id)))
  const path = await upload(s, 'zhang', 'materials', file(HEWEI, id))
  expect(await s.sql`update storage.objects set name = 'x' where name = ${path} returning id`).toHaveLength(0)
  expect(await s.sql`delete from storage.objects where name = ${path} returning id`).toHaveLength(0)
})

story('messages: both sides of the conversation, appeals: the enterprise', async (s) => {
  await s.as('zhang')
  const { enterprises } = await s.rpc<Me>('get_me')
  const conversation = enterprises[0]?.conversation_id ?? ''
  const picture = await upload(s, 'zhang', 'messages', file(conversation))
  const evidence = await upload(s, 'zhang', 'appeals', file(HEWEI))
  await s.as('li')
  expect(await visible(s, picture)).toBe(true)
  await upload(s, 'li', 'messages', file(conversation))
  // An attachment becomes readable to the handler with the appeal that names it, not before.
  expect(await visible(s, evidence)).toBe(false)
  await s.expectError('42501', () => upload(s, 'li', 'appeals', file(HEWEI)))
  await s.as('zhang')
  await s.rpc('create_appeal', {
    p_enterprise_id: HEWEI,
    p_kind: 'stuck',
    p_title: '卡住了',
    p_body: '见图',
    p_application_id: null,
    p_files: [{ path: evidence, name: '现场.jpg' }],
    p_request_id: s.request(),
  })
  await s.as('li')
  expect(await visible(s, evidence)).toBe(true)
  await s.as('liu')
  expect(await visible(s, picture)).toBe(false)
  expect(await visible(s, evidence)).toBe(false)
})

story('a message or appeal cannot point at somebody else’s or a missing file', async (s) => {
  await s.as('zhang')
  const conversation = (await s.rpc<Me>('get_me')).enterprises[0]?.conversation_id ?? ''
  const sendFile = (path: string) =>
    s.rpc('send_message', {
      p_conversation_id: conversation,
      p_kind: 'image',
      p_body: null,
      p_file: { path, name: '图.jpg' },
      p_application_id: null,
      p_request_id: s.request(),
    })
  await s.expectError('BB013', () => sendFile(file(conversation)))
  await s.as('li')
  const hers = await upload(s, 'li', 'messages', file(conversation))
  await s.as('zhang')
  await s.expectError('BB013', () => sendFile(hers))
})

story('topics: one’s own, conversations one takes part in; typing is all a client may send', async (s) => {
  await s.as('zhang')
  const conversation = (await s.rpc<Me>('get_me')).enterprises[0]?.conversation_id ?? ''
  const listens = async (topic: string) =>
    (await s.sql<{ ok: boolean }[]>`select private.may_listen(${topic}) as ok`)[0]?.ok
  expect(await listens(`user:${s.id('zhang')}`)).toBe(true)
  expect(await listens(`user:${s.id('li')}`)).toBe(false)
  expect(await listens(`conversation:${conversation}`)).toBe(true)
  expect(await listens('conversation:nonsense')).toBe(false)
  const typing = (topic: string) =>
    s.sql`
    select set_config('realtime.topic', ${topic}, true)`.then(
      () => s.sql`insert into realtime.messages (topic, extension, event, payload, private)
      values (${topic}, 'broadcast', 'typing', '{}', true)`,
    )
  await typing(`conversation:${conversation}`)
  await s.expectError('42501', () => typing(`user:${s.id('zhang')}`))
  await s.as('liu')
  expect(await listens(`conversation:${conversation}`)).toBe(false)
  await s.expectError('42501', () => typing(`conversation:${conversation}`))
})
