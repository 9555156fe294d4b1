import { createHash, randomUUID } from 'node:crypto'
import type { ApplicationDetail, ApplicationSummary, FileRef, Receipt } from '@/shared/contract'
import { HEWEI } from './fixture'
import type { Actor, Story } from './harness'

/** Answers that make the story item's form complete when somebody files for himself. */
export const FILLED = { manager: '刘店长', phone: '13800000000', area: '82.5', note: '<b>招牌</b>已装好 🍜' }

type Upload = {
  size?: number
  mime?: string
  by?: Actor
  bucket?: string
  path?: string
  /** What check-file found in it; false: nobody has looked yet. */
  checked?: false | { refusal?: string; mime?: string }
}

const ENDINGS: Record<string, string> = { 'image/png': 'png', 'image/heic': 'heic', 'application/pdf': 'pdf' }

/** Puts an object into Storage, and its check, as if that person had just uploaded it; gives its path. */
export async function upload(s: Story, application: string, more: Upload = {}): Promise<string> {
  const { size = 1234, mime = 'image/jpeg', by = 'zhang', bucket = 'materials', checked = {} } = more
  const folder = bucket === 'materials' ? `${HEWEI}/${application}` : application
  const path = more.path ?? `${folder}/${randomUUID()}.${ENDINGS[mime] ?? 'jpg'}`
  const metadata = JSON.stringify({ size, mimetype: mime })
  await s.behind(
    (sql) => sql`
      insert into storage.objects (bucket_id, name, owner, owner_id, metadata)
      values (${bucket}, ${path}, ${s.id(by)}, ${s.id(by)}, ${metadata}::text::jsonb)`,
  )
  if (checked) await recordCheck(s, bucket, path, { size, mime, ...checked })
  return path
}

/** Writes down what check-file would have found in an object; gives its SHA-256, here that of its path. */
export async function recordCheck(
  s: Story,
  bucket: string,
  path: string,
  found: { size?: number; mime?: string; refusal?: string } = {},
): Promise<string> {
  const { size = 1234, mime = 'image/jpeg', refusal = size > 0 ? null : 'empty' } = found
  const sha256 = createHash('sha256').update(path).digest('hex')
  await s.behind(
    (sql) => sql`
      insert into private.file_checks
        (object_id, bucket, path, claimed_mime, sha256, size, mime, refusal, checked_at)
      select id, bucket_id, name, metadata ->> 'mimetype', ${sha256}, ${size}, ${mime}, ${refusal}, private.now()
      from storage.objects where bucket_id = ${bucket} and name = ${path}`,
  )
  return sha256
}

/** Begins a draft of the story item as zhang, filing for himself; gives its id. */
export async function begin(s: Story, by: Actor = 'zhang', situation = { who: 'self' }): Promise<string> {
  await s.as(by)
  const { id } = await s.rpc<{ id: string }>('start_application', {
    p_enterprise_id: HEWEI,
    p_item_code: 'ZZ01',
    p_situation_answers: situation,
    p_request_id: s.request(),
  })
  return id
}

export function save(s: Story, id: string, answers: Record<string, unknown>, situation?: unknown) {
  return s.rpc<{ draft_revision: number; saved_at: string; answers: Record<string, string> }>('save_draft', {
    p_application_id: id,
    p_answers: answers,
    p_situation_answers: situation ?? null,
    p_request_id: s.request(),
  })
}

export async function attach(s: Story, id: string, key = 'layout', more: Upload = {}): Promise<FileRef> {
  const path = await upload(s, id, more)
  return s.rpc<FileRef>('attach_file', {
    p_application_id: id,
    p_material_key: key,
    p_path: path,
    p_name: '布局图.jpg',
    p_request_id: s.request(),
  })
}

/** A draft that lacks nothing. */
export async function ready(s: Story): Promise<string> {
  const id = await begin(s)
  await save(s, id, FILLED)
  await attach(s, id)
  return id
}

export function submit(s: Story, id: string, consent: boolean | null = true, request = s.request()) {
  return s.rpc<Receipt>('submit_application', {
    p_application_id: id,
    p_consent: consent,
    p_request_id: request,
  })
}

export async function submitted(s: Story): Promise<string> {
  const id = await ready(s)
  await submit(s, id)
  return id
}

export function detail(s: Story, id: string): Promise<ApplicationDetail> {
  return s.rpc<ApplicationDetail>('get_application', { p_id: id })
}

/** What is in the row, whoever asks. */
export async function row(s: Story, id: string) {
  const [found] = await s.behind(
    (sql) =>
      sql<
        {
          state: string
          row_version: number
          handler_id: string | null
          holder_side: string
          number: string | null
        }[]
      >`select state, row_version, handler_id, holder_side, number from public.applications where id = ${id}`,
  )
  if (!found) throw new Error(`No application ${id}`)
  return found
}

/** A staff move with the version that is in the row now. */
export async function move(
  s: Story,
  name: string,
  id: string,
  args: Record<string, unknown> = {},
): Promise<ApplicationSummary> {
  const { row_version } = await row(s, id)
  return s.rpc<ApplicationSummary>(name, {
    p_application_id: id,
    p_row_version: row_version,
    p_request_id: s.request(),
    ...args,
  })
}

export const POINTS = [
  { target: 'material', key: 'layout', reason: '没画出洗手池', how_to: '在原图上添画，重拍一张' },
  { target: 'field', key: 'manager', reason: '和制度目录不一致', how_to: null },
]

export function correct(s: Story, id: string, points: unknown = POINTS, days: number | null = 3) {
  return move(s, 'issue_correction', id, { p_points: points, p_due_working_days: days })
}

export async function correcting(s: Story): Promise<string> {
  const id = await submitted(s)
  await s.as('wang')
  await correct(s, id)
  return id
}

export async function accepted(s: Story): Promise<string> {
  const id = await submitted(s)
  await s.as('wang')
  await move(s, 'accept_application', id)
  return id
}

export async function reviewing(s: Story): Promise<string> {
  const id = await accepted(s)
  await move(s, 'take_application', id)
  return id
}

export async function approved(s: Story): Promise<string> {
  const id = await reviewing(s)
  await move(s, 'approve_application', id, { p_note: null })
  return id
}

export async function issued(s: Story): Promise<string> {
  const id = await approved(s)
  const path = await upload(s, id, { bucket: 'results', by: 'wang', mime: 'application/pdf' })
  await move(s, 'issue_result', id, {
    p_path: path,
    p_file_name: '许可证.pdf',
    p_number: 'JY13609210001234',
    p_name: '故事许可证',
  })
  return id
}

/** Kinds of the events of an application, in order. */
export async function kinds(s: Story, id: string): Promise<string[]> {
  const rows = await s.behind(
    (sql) =>
      sql<
        { kind: string }[]
      >`select kind from public.application_events where application_id = ${id} order by seq`,
  )
  return rows.map((event) => event.kind)
}
