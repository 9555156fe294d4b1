import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Stack } from '../../supabase/local/stack'
import { testClient } from '../support/stack'
import { type SignedIn, signUp, startFixtureStack } from './fixture-stack'

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

let stack: Stack
let dataDir: string
let person: SignedIn
let other: SignedIn
const files = (who: SignedIn = person) => who.client.storage.from('files')
const own = (name: string) => `${person.user.id}/${name}`
const text = (body: string) => new Blob([body], { type: 'text/plain' })

beforeAll(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'bangban-storage-'))
  stack = await startFixtureStack({ dataDir })
  ;[person, other] = await Promise.all([signUp(stack), signUp(stack)])
})
afterAll(async () => {
  await stack?.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

describe('uploads', () => {
  test.each([
    ['a Blob', () => new Blob([PNG], { type: 'image/png' }), {}],
    ['a File', () => new File([PNG], 'x.png', { type: 'image/png' }), {}],
    ['an ArrayBuffer', () => Uint8Array.from(PNG).buffer, { contentType: 'image/png' }],
    ['a Uint8Array', () => Uint8Array.from(PNG), { contentType: 'image/png' }],
  ])('%s comes back byte for byte with its type', async (name, body, options) => {
    const object = own(`${name.replaceAll(' ', '-')}.png`)
    const up = await files().upload(object, body(), options)
    expect(up.error).toBeNull()
    expect(up.data).toMatchObject({ path: object, fullPath: `files/${object}`, id: expect.any(String) })
    const down = await files().download(object)
    expect(down.data?.type).toBe('image/png')
    expect(Buffer.from((await down.data?.arrayBuffer()) ?? new ArrayBuffer(0)).equals(PNG)).toBe(true)
  })

  test.each(['file', '', 'anything'])('multipart as wx.uploadFile sends it, field "%s"', async (field) => {
    const form = new FormData()
    form.append('cacheControl', '60')
    form.append(field, new Blob([PNG], { type: 'image/png' }), '照片.png')
    const object = own(`wx-${field || 'unnamed'}.png`)
    const answer = await fetch(`${stack.apiUrl}/storage/v1/object/files/${object}`, {
      method: 'POST',
      headers: { apikey: stack.publishableKey, authorization: `Bearer ${person.accessToken}` },
      body: form,
    })
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({ Key: `files/${object}`, Id: expect.any(String) })
    const info = await files().info(object)
    expect(info.data?.metadata ?? info.data).toMatchObject({ mimetype: 'image/png' })
  })

  test('a form without a file is refused', async () => {
    const form = new FormData()
    form.append('name', 'no file')
    const answer = await fetch(`${stack.apiUrl}/storage/v1/object/files/${own('none.png')}`, {
      method: 'POST',
      headers: { apikey: stack.publishableKey, authorization: `Bearer ${person.accessToken}` },
      body: form,
    })
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ message: 'Missing file in multipart upload' })
  })

  test('the limits of the bucket hold: type, size, a name twice, a name that hosted refuses', async () => {
    const html = await files().upload(own('a.html'), new Blob(['x'], { type: 'text/html' }))
    expect(html.error).toMatchObject({ statusCode: '415' })
    const big = await files().upload(own('big.txt'), text('x'.repeat(1001)))
    expect(big.error).toMatchObject({ statusCode: '413' })
    const full = await files().upload(own('full.txt'), text('x'.repeat(1000)))
    expect(full.error).toBeNull()
    const bigBuffer = await files().upload(own('big2.txt'), new Uint8Array(1001).buffer, {
      contentType: 'text/plain',
    })
    expect(bigBuffer.error).toMatchObject({ statusCode: '413' })
    await files().upload(own('twice.txt'), text('1'))
    const twice = await files().upload(own('twice.txt'), text('2'))
    expect(twice.error).toMatchObject({ statusCode: '409' })
    expect(await (await files().download(own('twice.txt'))).data?.text()).toBe('1')
    const chinese = await files().upload(own('营业执照.txt'), text('1'))
    expect(chinese.error?.message).toContain('Invalid key')
  })

  test('an empty file is stored as it is; one over the limit of the whole stack is refused unread', async () => {
    expect((await files().upload(own('empty.txt'), text(''))).error).toBeNull()
    expect((await files().download(own('empty.txt'))).data?.size).toBe(0)
    const huge = await files().upload(own('huge.txt'), new Uint8Array(51 * 1024 * 1024), {
      contentType: 'text/plain',
    })
    expect(huge.error).toMatchObject({ status: 413 })
  })

  test('row-level security: another folder, nobody, and the limits of a read', async () => {
    const foreign = await files(other).upload(own('theirs.txt'), text('x'))
    expect(foreign.error).toMatchObject({ statusCode: '403' })
    const nobody = await testClient(stack).storage.from('files').upload(own('anon.txt'), text('x'))
    expect(nobody.error).not.toBeNull()
    await files().upload(own('mine.txt'), text('mine'))
    expect((await files(other).download(own('mine.txt'))).error).not.toBeNull()
    expect((await files(other).createSignedUrl(own('mine.txt'), 60)).error).not.toBeNull()
    await files(other).remove([own('mine.txt')])
    // No delete policy: not even the owner takes it away.
    await files().remove([own('mine.txt')])
    expect(await (await files().download(own('mine.txt'))).data?.text()).toBe('mine')
  })
})

describe('signed URLs', () => {
  test('one, and many at once with an error for what is missing', async () => {
    await files().upload(own('s1.txt'), text('eins'))
    await files().upload(own('s2.txt'), text('zwei'))
    const one = await files().createSignedUrl(own('s1.txt'), 60)
    const answer = await fetch(one.data?.signedUrl ?? '')
    expect([answer.status, await answer.text()]).toEqual([200, 'eins'])
    const tampered = await fetch(`${one.data?.signedUrl}x`)
    expect([tampered.status, (await tampered.json()).error]).toEqual([400, 'InvalidJWT'])
    const many = await files().createSignedUrls([own('s1.txt'), own('s2.txt'), own('missing.txt')], 60)
    expect(many.error).toBeNull()
    expect(many.data?.map((entry) => entry.path)).toEqual([own('s1.txt'), own('s2.txt'), own('missing.txt')])
    expect(await (await fetch(many.data?.[1]?.signedUrl ?? '')).text()).toBe('zwei')
    expect(many.data?.[2]).toMatchObject({ signedUrl: null, error: expect.any(String) })
  })

  test('a file can be saved under a Chinese name', async () => {
    await files().upload(own('d.txt'), text('vier'))
    // Not by the client's option `download`, which encodes the name twice.
    const link = await files().createSignedUrl(own('d.txt'), 60)
    const url = `${link.data?.signedUrl}&download=${encodeURIComponent('营业执照.txt')}`
    const disposition = (await fetch(url)).headers.get('content-disposition')
    expect(disposition).toBe(`attachment; filename*=UTF-8''${encodeURIComponent('营业执照.txt')}`)
  })

  test('an upload URL takes one file from somebody without a session', async () => {
    const signed = await files().createSignedUploadUrl(own('signed.txt'))
    expect(signed.data?.signedUrl).toMatch(new RegExp(`^${stack.apiUrl}/storage/v1/object/upload/sign/`))
    const up = await testClient(stack)
      .storage.from('files')
      .uploadToSignedUrl(own('signed.txt'), signed.data?.token ?? '', text('drei'))
    expect(up.error).toBeNull()
    expect(await (await files().download(own('signed.txt'))).data?.text()).toBe('drei')
    const [row] = await stack.sql`select owner_id from storage.objects where name = ${own('signed.txt')}`
    expect(row?.owner_id).toBe(person.user.id)
  })

  test('a public object needs no key', async () => {
    const service = testClient(stack, { key: stack.secretKey })
    await service.storage.from('open').upload('a/p.txt', text('public'))
    const { publicUrl } = service.storage.from('open').getPublicUrl('a/p.txt').data
    const answer = await fetch(publicUrl)
    expect([answer.status, await answer.text()]).toEqual([200, 'public'])
  })
})

test('list() gives what lies directly under a folder, with folders, sorted and paged', async () => {
  for (const name of ['l/b.txt', 'l/a.txt', 'l/deep/c.txt', 'l/deep/d.txt', 'lx.txt']) {
    await files().upload(own(name), text(name))
  }
  const list = await files().list(own('l'))
  expect(list.data?.map(({ name, id }) => [name, id !== null])).toEqual([
    ['a.txt', true],
    ['b.txt', true],
    ['deep', false],
  ])
  expect(list.data?.[0]?.metadata).toMatchObject({ mimetype: 'text/plain', size: 7 })
  const page = await files().list(own('l'), {
    limit: 1,
    offset: 1,
    sortBy: { column: 'name', order: 'desc' },
  })
  expect(page.data?.map(({ name }) => name)).toEqual(['b.txt'])
  expect((await files().list(own('l'), { search: 'A' })).data?.map(({ name }) => name)).toEqual(['a.txt'])
  expect((await files(other).list(own('l'))).data).toEqual([])
  expect((await files().list()).data?.map(({ name }) => name)).toEqual([person.user.id])
})

test('a name never leaves the folder of the bucket, and nothing half-written stays behind', async () => {
  const service = testClient(stack, { key: stack.secretKey })
  const outside = await service.storage.from('open').upload('../../escape.txt', text('x'))
  expect(outside.error).not.toBeNull()
  const stored = readdirSync(path.join(dataDir, 'storage'), { recursive: true }) as string[]
  expect(stored.filter((name) => name.endsWith('.tmp'))).toEqual([])
  expect(readdirSync(dataDir)).not.toContain('escape.txt')
})
