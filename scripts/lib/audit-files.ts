import { createHash } from 'node:crypto'
import type postgres from 'postgres'
import type { Fault } from './audit'

/** The bytes of an object, or null when there is no such object. */
export type ReadObject = (bucket: string, path: string) => Promise<AsyncIterable<Uint8Array> | null>

/**
 * Holds the bytes of Storage against the SHA-256 that was taken of each file when it came: every file that any row may
 * point at, of materials, results, photographs, appeals and messages alike.
 */
export async function auditFiles(
  sql: postgres.Sql,
  read: ReadObject,
): Promise<{ files: number; faults: Fault[] }> {
  const rows = await sql<{ bucket: string; path: string; sha256: string }[]>`
    select c.bucket, c.path, c.sha256
    from private.file_checks c join storage.objects o on o.id = c.object_id
    where c.refusal is null and c.checked_at is not null and c.collected_at is null
    order by c.bucket, c.path`
  const faults: Fault[] = []
  for (const { bucket, path, sha256 } of rows) {
    const what = `file ${bucket}/${path}`
    const bytes = await read(bucket, path)
    if (bytes === null) {
      faults.push({ what, seq: null, differs: 'is in the database and not among the files' })
      continue
    }
    const hash = createHash('sha256')
    for await (const chunk of bytes) hash.update(chunk)
    if (hash.digest('hex') !== sha256)
      faults.push({ what, seq: null, differs: 'has other bytes than it came with' })
  }
  return { files: rows.length, faults }
}
