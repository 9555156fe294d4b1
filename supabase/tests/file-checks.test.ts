import { randomUUID } from 'node:crypto'
import { describe, expect } from 'vitest'
import type { AppointmentSummary, FileRef, Me, SlotDay } from '@/shared/contract'
import { act, DAY } from './contract-steps'
import { approved, begin, detail, move, recordCheck, upload } from './filing-steps'
import { HEWEI } from './fixture'
import { type Story, stories } from './harness'

const { story } = stories()

/** Each RPC that ties an upload to something, with where its upload lies and the call itself. */
const TYING: Record<string, (s: Story) => Promise<{ bucket: string; folder: string; by: string; tie: Tie }>> =
  {
    attach_file: async (s) => {
      const id = await begin(s)
      return {
        bucket: 'materials',
        folder: id,
        by: 'zhang',
        tie: (path, name) =>
          act(s, 'attach_file', {
            p_application_id: id,
            p_material_key: 'layout',
            p_path: path,
            p_name: name,
          }),
      }
    },
    send_message: async (s) => {
      await s.as('zhang')
      const folder = (await s.rpc<Me>('get_me')).enterprises[0]?.conversation_id ?? ''
      return {
        bucket: 'messages',
        folder,
        by: 'zhang',
        tie: (path, name) =>
          act(s, 'send_message', {
            p_conversation_id: folder,
            p_kind: 'file',
            p_body: null,
            p_file: { path, name },
            p_application_id: null,
          }),
      }
    },
    create_appeal: async (s) => {
      await s.as('zhang')
      return {
        bucket: 'appeals',
        folder: HEWEI,
        by: 'zhang',
        tie: (path, name) =>
          act(s, 'create_appeal', {
            p_enterprise_id: HEWEI,
            p_kind: 'stuck',
            p_title: '卡住了',
            p_body: '见图',
            p_application_id: null,
            p_files: [{ path, name }],
          }),
      }
    },
    record_finding: async (s) => {
      const id = await begin(s)
      await s.rpc('get_application', { p_id: id })
      await s.as('li')
      await act(s, 'open_slots', { p_day: DAY, p_from: '10:00', p_to: '10:30', p_minutes: 30 })
      await s.as('zhang')
      const days = await s.rpc<SlotDay[]>('list_slots', { p_application_id: id, p_from: DAY, p_days: 1 })
      const slot = days[0]?.slots[0]?.id
      const booked = await act<AppointmentSummary>(s, 'book_appointment', {
        p_application_id: id,
        p_slot_id: slot,
      })
      await s.as('li')
      return {
        bucket: 'verification',
        folder: booked.id,
        by: 'li',
        tie: (path, name) =>
          act(s, 'record_finding', {
            p_appointment_id: booked.id,
            p_key: 'sink',
            p_verdict: 'ok',
            p_note: null,
            p_photos: [{ path, name }],
          }),
      }
    },
    issue_result: async (s) => {
      const id = await approved(s)
      return {
        bucket: 'results',
        folder: id,
        by: 'wang',
        tie: (path, name) =>
          move(s, 'issue_result', id, { p_path: path, p_file_name: name, p_number: 'JY1', p_name: '许可证' }),
      }
    },
  }
type Tie = (path: string, name: string) => Promise<unknown>

describe.each(Object.keys(TYING))('%s', (rpc) => {
  story(
    `${rpc}: a file that nobody has looked into, or that is not what it claims, is tied to nothing`,
    async (s) => {
      const { bucket, folder, by, tie } = await (TYING[rpc] as (typeof TYING)[string])(s)
      const put = (checked: false | { refusal?: string; mime?: string }) =>
        upload(s, folder, { bucket, by, checked })
      const unseen = await put(false)
      expect(await s.expectError('BB095', () => tie(unseen, '图.jpg'))).toMatchObject({
        message: '这个文件还没检查完',
      })
      for (const [refusal, mime, message] of [
        ['wrong_type', 'text/html', '这个文件其实是网页，收不了'],
        ['unreadable', 'image/jpeg', '这个文件不完整，打不开'],
        ['locked', 'application/pdf', '这个文件加了密码，窗口打不开'],
        ['disguised', 'image/jpeg', '这个文件里藏着另一个文件，收不了'],
        ['too_large', 'image/jpeg', '文件超过 20 MB'],
      ] as const) {
        const path = await put({ refusal, mime })
        const told = await s.expectError('BB013', () => tie(path, '图.jpg'))
        expect(told).toMatchObject({ message, detail: { reason: refusal } })
        expect(told.hint).not.toBe('')
      }
      await recordCheck(s, bucket, unseen)
      await tie(unseen, '图.jpg')
    },
  )
})

story('type, size and hash are what the server found, whatever the client said', async (s) => {
  const id = await begin(s)
  const path = await upload(s, id, { mime: 'image/jpeg', size: 10, checked: { mime: 'image/png' } })
  const file = await act<FileRef>(s, 'attach_file', {
    p_application_id: id,
    p_material_key: 'layout',
    p_path: path,
    p_name: '平面图.jpg',
  })
  expect(file).toMatchObject({ mime: 'image/png', size: 10, name: '平面图.png' })
  expect(file.sha256).toMatch(/^[0-9a-f]{64}$/)
  const [layout] = (await detail(s, id)).materials
  expect(layout?.files).toEqual([file])
  // HEIC is not among the types of this material, however it was declared.
  const heic = await upload(s, id, { mime: 'image/jpeg', checked: { mime: 'image/heic' } })
  const told = await s.expectError('BB013', () =>
    act(s, 'attach_file', { p_application_id: id, p_material_key: 'layout', p_path: heic, p_name: 'a.jpg' }),
  )
  expect(told.message).toBe('这项材料只收 JPG、PNG、PDF')
})

story('a name ends as its content is, and cannot be turned round', async (s) => {
  const named = async (name: string | null, mime: string) =>
    (await s.sql<{ name: string }[]>`select private.file_name(${name}, ${mime}) as name`)[0]?.name
  expect(await named('布局图.JPG', 'image/jpeg')).toBe('布局图.JPG')
  expect(await named('布局图', 'image/jpeg')).toBe('布局图.jpg')
  expect(await named('报告.exe', 'application/pdf')).toBe('报告.exe.pdf')
  expect(await named('合同\u202egpj.exe', 'image/jpeg')).toBe('合同gpj.exe.jpg')
  expect(await named('../../x\\y.jpg', 'image/jpeg')).toBe('....xy.jpg')
  expect(await named(' \n', 'application/pdf')).toBe('未命名文件.pdf')
  expect(await named('旧.wps', 'application/msword')).toBe('旧.wps')
  const long = await named(`${'长'.repeat(200)}.jpg`, 'image/png')
  expect([long?.length, long?.endsWith('.png')]).toEqual([118, true])
})

describe('the record of a check', () => {
  const ask = (s: Story, path: string) => s.rpc('upload_to_check', { p_bucket: 'materials', p_path: path })

  story(
    'the uploader alone learns which object it is; a foreign and a missing one are the same',
    async (s) => {
      const id = await begin(s)
      const path = await upload(s, id, { checked: false, size: 77 })
      const own = await ask(s, path)
      expect(own).toMatchObject({ claimed_mime: 'image/jpeg', size: 77, check: null })
      await recordCheck(s, 'materials', path, { refusal: 'locked', mime: 'application/pdf' })
      expect(await ask(s, path)).toMatchObject({
        check: { ok: false, reason: 'locked', mime: 'application/pdf' },
      })
      const missing = await s.expectError('BB013', () => ask(s, `${HEWEI}/${id}/${randomUUID()}.jpg`))
      for (const other of ['chen', 'liu', 'li', 'wang', 'admin']) {
        await s.as(other)
        expect(await s.expectError('BB013', () => ask(s, path))).toEqual(missing)
      }
      await s.as('anon')
      await s.expectError('42501', () => ask(s, path))
    },
  )

  story('the secret key alone writes it, once', async (s) => {
    const id = await begin(s)
    const path = await upload(s, id, { checked: false })
    const { object_id } = await ask(s, path)
    const record = (sha: string, refusal: string | null = null, object = object_id) =>
      s.rpc('service_record_check', {
        p_object_id: object,
        p_sha256: sha.repeat(64),
        p_size: 5,
        p_mime: 'image/jpeg',
        p_refusal: refusal,
      })
    for (const person of ['zhang', 'li', 'wang', 'admin', 'anon']) {
      await s.as(person)
      await s.expectError('42501', () => record('a'))
    }
    await s.as('service')
    expect(await record('a')).toEqual({ ok: true, mime: 'image/jpeg', size: 5, sha256: 'a'.repeat(64) })
    expect(await record('b', 'locked')).toMatchObject({ ok: true, sha256: 'a'.repeat(64) })
    await s.expectError('BB013', () => record('a', null, randomUUID()))
    await s.expectError('23514', async () => {
      await s.behind((sql) => sql`delete from private.file_checks where object_id = ${String(object_id)}`)
      await record('g')
    })
  })
})
