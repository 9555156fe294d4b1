import { describe, expect } from 'vitest'
import type { FileRef } from '@/shared/contract'
import { act } from './contract-steps'
import { attach, begin, correcting, detail, issued, move, submitted } from './filing-steps'
import { type Story, stories } from './harness'

const { story } = stories()

describe('what is recorded stays', () => {
  const change = (s: Story, statement: string, id: string) =>
    s.expectError('P0001', () => s.behind((sql) => sql.unsafe(statement, [id])))

  story('not even the owner of the database changes a file’s content, size, place or uploader', async (s) => {
    const id = await begin(s)
    const file = await attach(s, id)
    for (const what of [
      "path = path || 'x'",
      "sha256 = repeat('0', 64)",
      'size = size + 1',
      "mime = 'text/html'",
      "name = 'x.jpg'",
      'uploaded_by = (select person_id from public.staff limit 1)',
      "uploaded_at = uploaded_at - interval '1 day'",
      'round = 7',
      'application_id = gen_random_uuid()',
      "material_key = 'proxy'",
    ]) {
      await change(s, `update public.application_files set ${what} where id = $1`, file.id)
    }
    await change(s, 'delete from public.application_files where id = $1', file.id)
    await s.behind((sql) => sql`update public.application_files set removed_at = now() where id = ${file.id}`)
    await change(s, 'update public.application_files set removed_at = null where id = $1', file.id)
  })

  story('a draft takes its files’ rows along; what was filed cannot go', async (s) => {
    const id = await begin(s)
    await attach(s, id)
    await act(s, 'delete_draft', { p_application_id: id })
    const rows = () =>
      s.behind((sql) => sql`select id from public.application_files where application_id = ${id}`)
    expect(await rows()).toEqual([])
    const filed = await submitted(s)
    await change(s, 'delete from public.applications where id = $1', filed)
    await change(s, 'delete from public.application_materials where application_id = $1', filed)
  })

  story('a replaced file is read beside its successor, with its hash', async (s) => {
    const id = await correcting(s)
    await s.as('zhang')
    const [before] = (await detail(s, id)).materials
    const old = before?.files[0]
    const fresh = await attach(s, id)
    await s.as('wang')
    const [after] = (await detail(s, id)).materials
    expect(after?.files).toEqual([fresh])
    expect(after?.old_files).toEqual([old])
    expect(old?.sha256).not.toBe(fresh.sha256)
    const [seen] = await s.sql`select 1 as one from storage.objects where name = ${old?.path ?? ''}`
    expect(seen).toEqual({ one: 1 })
    await s.as('zhang')
    await s.expectError('BB019', () => act(s, 'remove_file', { p_file_id: old?.id }))
    await act(s, 'remove_file', { p_file_id: fresh.id })
    const kept = await s.behind(
      (sql) => sql`select sha256 from public.application_files where id = ${fresh.id}`,
    )
    expect(kept).toEqual([{ sha256: fresh.sha256 }])
  })

  story('files are taken back from a draft or an open correction only', async (s) => {
    const id = await submitted(s)
    const [layout] = (await detail(s, id)).materials
    const take = () => act(s, 'remove_file', { p_file_id: layout?.files[0]?.id })
    await s.expectError('BB005', take)
    await s.as('wang')
    await move(s, 'accept_application', id)
    await s.as('zhang')
    await s.expectError('BB005', take)
  })

  story('an issued document stays as it is; only its delivery is added', async (s) => {
    const id = await issued(s)
    for (const what of [
      "path = 'x'",
      "sha256 = repeat('0', 64)",
      "number = 'X'",
      "file_name = 'x.pdf'",
      'size = 1',
    ]) {
      await change(s, `update public.results set ${what} where application_id = $1`, id)
    }
    await change(s, 'delete from public.results where application_id = $1', id)
    await s.as('zhang')
    const file = await act<FileRef>(s, 'receive_result', { p_application_id: id })
    expect(file.sha256).toMatch(/^[0-9a-f]{64}$/)
  })
})
