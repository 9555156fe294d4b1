import type postgres from 'postgres'
import { json } from './http-bridge'

interface ListRequest {
  prefix?: string
  limit?: number
  offset?: number
  search?: string
  sortBy?: { column?: string; order?: string }
}

interface Entry {
  name: string
  id: string | null
  updated_at: Date | null
  created_at: Date | null
  last_accessed_at: Date | null
  metadata: unknown
}

const SORT_COLUMNS = ['name', 'updated_at', 'created_at', 'last_accessed_at']

/** The bucket when the request lists one, else null. */
export function listedBucket(request: Request): string | null {
  if (request.method !== 'POST') return null
  return /^\/storage\/v1\/object\/list\/([^/]+)$/.exec(new URL(request.url).pathname)?.[1] ?? null
}

/**
 * Fault: lite's list() returns full names and no folders. Hosted returns what lies directly under the
 * prefix, relative to it, and folders as entries without an id. RLS decides what the caller sees.
 */
export async function listObjects(
  sql: postgres.Sql,
  bucket: string,
  request: Request,
  claims: Record<string, unknown>,
): Promise<Response> {
  const body = (await request.json().catch(() => ({}))) as ListRequest
  const folder = (body.prefix ?? '').replace(/^\/+/, '')
  const prefix = folder && !folder.endsWith('/') ? `${folder}/` : folder
  const column = SORT_COLUMNS.includes(body.sortBy?.column ?? '') ? (body.sortBy?.column as string) : 'name'
  const descending = body.sortBy?.order === 'desc'
  const rows = await sql.begin(async (transaction) => {
    await transaction`
      select set_config('role', ${String(claims.role ?? 'anon')}, true),
        set_config('request.jwt.claims', ${JSON.stringify(claims)}, true),
        set_config('request.jwt.claim.sub', ${String(claims.sub ?? '')}, true),
        set_config('request.jwt.claim.role', ${String(claims.role ?? 'anon')}, true),
        set_config('storage.operation', 'storage.object.list', true)`
    return transaction<Entry[]>`
      with visible as (
        select o.*, substr(o.name, length(${prefix}::text) + 1) as rest
        from storage.objects o
        where o.bucket_id = ${bucket}
          and starts_with(o.name, ${prefix})
          and starts_with(lower(substr(o.name, length(${prefix}::text) + 1)), lower(${body.search ?? ''}::text))
      ), entries as (
        select split_part(rest, '/', 1) as name, null::uuid as id, null::timestamptz as updated_at,
          null::timestamptz as created_at, null::timestamptz as last_accessed_at, null::jsonb as metadata
        from visible where rest like '%/%' group by 1
        union all
        select rest, id, updated_at, created_at, last_accessed_at, metadata
        from visible where rest <> '' and rest not like '%/%'
      )
      select * from entries
      order by ${sql(column)} ${descending ? sql`desc` : sql`asc`} nulls last, name
      limit ${body.limit ?? 100} offset ${body.offset ?? 0}`
  })
  return json(rows)
}
