import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FileRef, Me } from '@/shared/contract'
import type { Stack } from '../../supabase/local/stack'
import { keepFigures } from '../support/figures'
import * as sample from '../support/sample-files'
import { signInByEmail, startTestStack, testClient } from '../support/stack'

const MB = 1 << 20
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const EXCEL = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

type Client = Awaited<ReturnType<typeof signInByEmail>>
let stack: Stack
let zhang: Client
let liu: Client
let enterprise: string
let application: string
let conversation: string
const log: string[] = []

beforeAll(async () => {
  stack = await startTestStack({ log: (line) => log.push(line) })
  zhang = await signInByEmail(stack, 'zhang@demo.invalid')
  liu = await signInByEmail(stack, 'liu@demo.invalid')
  const me = await rpc<Me>(zhang, 'get_me', {})
  enterprise = me.enterprises[0]?.id ?? ''
  conversation = me.enterprises[0]?.conversation_id ?? ''
  application = await draft()
})
afterAll(() => stack?.stop())

async function rpc<T>(client: Client, name: string, args: Record<string, unknown>): Promise<T> {
  const { data, error } = await client.rpc(name, args)
  if (error) throw Object.assign(new Error(error.message), error)
  return data as T
}

async function draft(): Promise<string> {
  const { id } = await rpc<{ id: string }>(zhang, 'start_application', {
    p_enterprise_id: enterprise,
    p_item_code: 'QX07',
    p_situation_answers: { how_sell: 'cook', who: 'self' },
    p_request_id: randomUUID(),
  })
  return id
}

/** Puts bytes into a bucket under that type, as a client may say it is. */
async function put(bucket: string, bytes: Buffer, contentType: string, ending: string): Promise<string> {
  const folder = bucket === 'materials' ? `${enterprise}/${application}` : conversation
  const path = `${folder}/${randomUUID()}.${ending}`
  const { error } = await zhang.storage.from(bucket).upload(path, bytes, { contentType })
  if (error) throw error
  return path
}

interface Answer {
  status: number
  body: Record<string, unknown>
}

async function check(bucket: string, path: unknown, client: Client = zhang): Promise<Answer> {
  const { data, error } = await client.functions.invoke('check-file', { body: { bucket, path } })
  if (!error) return { status: 200, body: data }
  return { status: error.context.status, body: await error.context.json() }
}

const attach = (path: string, key = 'layout', name = '布局图.jpg') =>
  rpc<FileRef>(zhang, 'attach_file', {
    p_application_id: application,
    p_material_key: key,
    p_path: path,
    p_name: name,
    p_request_id: randomUUID(),
  })

const send = (path: string, name: string) =>
  rpc<{ file: FileRef }>(zhang, 'send_message', {
    p_conversation_id: conversation,
    p_kind: 'file',
    p_body: null,
    p_file: { path, name },
    p_application_id: null,
    p_request_id: randomUUID(),
  })

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

describe('what is taken', () => {
  test.each<[string, () => Buffer | Promise<Buffer>, string, string]>([
    ['jpg', sample.jpegFile, 'image/jpeg', 'image/jpeg'],
    ['png', sample.pngFile, 'image/png', 'image/png'],
    ['heic', sample.heicFile, 'image/heic', 'image/heic'],
    ['pdf', sample.pdfFile, 'application/pdf', 'application/pdf'],
    ['docx', sample.docxFile, WORD, WORD],
    ['xlsx', sample.xlsxFile, EXCEL, EXCEL],
    ['doc', () => sample.compoundFile('WordDocument'), 'application/msword', 'application/msword'],
    ['xls', () => sample.compoundFile('Workbook'), 'application/vnd.ms-excel', 'application/vnd.ms-excel'],
    ['jpg', sample.pngFile, 'image/jpeg', 'image/png'],
  ])('a %s, with node’s hash, and the type of its content', async (ending, make, claimed, mime) => {
    const bytes = await make()
    const path = await put('messages', bytes, claimed, ending)
    const facts = { mime, size: bytes.length, sha256: sha256(bytes) }
    expect(await check('messages', path)).toEqual({ status: 200, body: facts })
    // A second look reads nothing and says the same.
    const looked = () => log.filter((line) => line.includes('"bytes":')).length
    const before = looked()
    expect(before).toBeGreaterThan(0)
    expect(await check('messages', path)).toEqual({ status: 200, body: facts })
    expect(looked()).toBe(before)
    const { file } = await send(path, `资料.${ending}`)
    expect(file).toMatchObject(facts)
    expect(file.name).toBe(ending === 'jpg' && mime === 'image/png' ? '资料.png' : `资料.${ending}`)
  })

  test('an attached file carries the hash, by which its content can be proven later', async () => {
    const bytes = sample.jpegFile()
    const path = await put('materials', bytes, 'image/jpeg', 'jpg')
    await check('materials', path)
    const file = await attach(path)
    expect(file).toMatchObject({ sha256: sha256(bytes), size: bytes.length, mime: 'image/jpeg' })
    const { data } = await zhang.storage.from('materials').download(path)
    expect(sha256(Buffer.from((await data?.arrayBuffer()) ?? new ArrayBuffer(0)))).toBe(file.sha256)
  })
})

describe('what is refused, with a sentence that says what to do', () => {
  test.each<[string, () => Buffer | Promise<Buffer>, string, string, string]>([
    ['a program named .jpg', sample.exeFile, 'image/jpeg', 'wrong_type', '这个文件其实是程序，收不了'],
    ['a web page named .jpg', sample.htmlFile, 'image/jpeg', 'wrong_type', '这个文件其实是网页，收不了'],
    [
      'a photo named .pdf',
      sample.jpegFile,
      'application/pdf',
      'wrong_type',
      '这个文件其实是 JPG 照片，收不了',
    ],
    [
      'half a photo',
      () => sample.jpegFile().subarray(0, 9000),
      'image/jpeg',
      'unreadable',
      '这个文件不完整，打不开',
    ],
    ['a locked PDF', sample.lockedPdfFile, 'application/pdf', 'locked', '这个文件加了密码，窗口打不开'],
    [
      'a zip behind a photo',
      () => Buffer.concat([sample.jpegFile(), sample.zipFile({ a: 'x' })]),
      'image/jpeg',
      'disguised',
      '这个文件里藏着另一个文件，收不了',
    ],
    ['nothing', () => Buffer.alloc(0), 'image/jpeg', 'empty', '这个文件是空的'],
  ])('%s', async (_what, make, claimed, reason, message) => {
    const path = await put('materials', await make(), claimed, claimed === 'application/pdf' ? 'pdf' : 'jpg')
    const refused = { code: 'BB013', message, hint: expect.stringMatching(/.{4,}/) }
    const more = { details: JSON.stringify({ field: 'file', reason }), request_id: expect.any(String) }
    for (const _again of [1, 2]) {
      expect(await check('materials', path)).toEqual({ status: 400, body: { ...refused, ...more } })
    }
    // The RPC says the same, also to a client that never asked.
    await expect(attach(path, 'flow')).rejects.toMatchObject(refused)
  })

  test('a file that nobody has looked into is tied to nothing yet', async () => {
    const path = await put('materials', sample.jpegFile(), 'image/jpeg', 'jpg')
    await expect(attach(path, 'flow')).rejects.toMatchObject({ code: 'BB095', message: '这个文件还没检查完' })
    await check('materials', path)
    await expect(attach(path, 'flow')).resolves.toMatchObject({ path })
  })
})

describe('who may ask for what', () => {
  test('a foreign object, a missing one and somebody without a sign-in learn nothing', async () => {
    const path = await put('materials', sample.jpegFile(), 'image/jpeg', 'jpg')
    const foreign = await check('materials', path, liu)
    expect(foreign).toMatchObject({ status: 400, body: { code: 'BB013' } })
    const gone = await check('materials', path.replace(/[^/]+$/, `${randomUUID()}.jpg`), liu)
    // Only the id of the request differs.
    const same = { ...foreign, body: { ...foreign.body, request_id: gone.body.request_id } }
    expect(gone).toEqual(same)
    expect((await check('materials', path, testClient(stack) as Client)).status).toBe(401)
    const [known] = await stack.sql`select 1 from private.file_checks where path = ${path}`
    expect(known).toBeUndefined()
  })

  test.each([
    ['avatars', 'a/b.jpg'],
    ['materials', '../../etc/passwd'],
    ['materials', 7],
    ['materials', null],
    ['materials', `a/${'x'.repeat(400)}.jpg`],
  ])('%s %j is no question', async (bucket, path) => {
    expect(await check(bucket, path)).toMatchObject({ status: 400, body: { code: 'BAD_REQUEST' } })
  })

  test('a body without end is not read', async () => {
    const { error } = await zhang.functions.invoke('check-file', {
      body: { bucket: 'materials', path: 'a/b.jpg', more: 'x'.repeat(100_000) },
    })
    expect(error?.context.status).toBe(413)
  })

  test('a client cannot write a check itself, nor read the table', async () => {
    const args = {
      p_object_id: randomUUID(),
      p_sha256: 'a'.repeat(64),
      p_size: 1,
      p_mime: 'image/jpeg',
      p_refusal: null,
    }
    await expect(rpc(zhang, 'service_record_check', args)).rejects.toMatchObject({ code: '42501' })
    expect(
      (
        await zhang
          .schema('private' as never)
          .from('file_checks')
          .select()
      ).error,
    ).not.toBeNull()
  })

  test('the log has the request and no names', () => {
    const lines = log.filter((line) => line.includes('check-file'))
    expect(lines.join('\n')).toMatch(
      /function check-file: \{.*"request_id":"[\w-]+".*"bucket":"materials","bytes":\d+,"mime":"image\/jpeg","refusal":null\}/,
    )
    expect(lines.join('\n')).not.toContain(application)
    expect(lines.join('\n')).not.toContain(enterprise)
  })
})

describe('20 MB', () => {
  /** A photo of just under 20 MB whose coded data is noise. */
  function large(): Buffer {
    const photo = sample.jpegFile()
    return Buffer.concat([
      photo.subarray(0, -2),
      Buffer.alloc(20 * MB - photo.length, 0x55),
      photo.subarray(-2),
    ])
  }

  test('are looked into in a few seconds, several at once, without being held in memory', async () => {
    const bytes = large()
    const paths = []
    for (let i = 0; i < 13; i += 1) paths.push(await put('materials', bytes, 'image/jpeg', 'jpg'))
    await check('materials', await put('materials', sample.jpegFile(), 'image/jpeg', 'jpg'))
    const child = denoOf('check-file')
    const before = residentMb(child)
    const begun = performance.now()
    const first = await check('materials', paths[0])
    const seconds = (performance.now() - begun) / 1000
    let peak = 0
    const watch = setInterval(() => {
      peak = Math.max(peak, residentMb(child))
    }, 20)
    const all = await Promise.all(paths.map((path) => check('materials', path)))
    clearInterval(watch)
    for (const answer of [first, ...all]) {
      expect(answer).toEqual({
        status: 200,
        body: { mime: 'image/jpeg', size: bytes.length, sha256: sha256(bytes) },
      })
    }
    const figures = { mb: 20, seconds: Number(seconds.toFixed(2)), rss_before_mb: before, rss_peak_mb: peak }
    keepFigures('check-file', figures)
    expect(seconds).toBeLessThan(5)
    // Twelve at once are 240 MB; held whole they would show as that, and more.
    expect(peak - before).toBeLessThan(240)
  })
})

/** Process of a function: the one Deno that has its index.ts among its arguments and this process as parent. */
function denoOf(name: string): string {
  const found = readdirSync('/proc').find((pid) => {
    if (!/^\d+$/.test(pid)) return false
    try {
      const [, parent] = /PPid:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
      return (
        parent === String(process.pid) &&
        readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(`${name}/index.ts`)
      )
    } catch {
      return false
    }
  })
  if (!found) throw new Error(`No process of ${name}`)
  return found
}

const residentMb = (pid: string): number =>
  Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024)
