import { z } from 'zod'
import type { AskAsCaller } from '../_shared/caller-client.ts'
import { type Exchange, type Frame, json, postJson, Refusal } from '../_shared/http.ts'
import type { ServiceClient } from '../_shared/service-client.ts'
import type { StoredObjects } from '../_shared/stored-objects.ts'
import { type Inspection, inspect } from './inspect.ts'

export interface CheckFileDeps {
  frame: Frame
  askAsCaller: AskAsCaller
  service: Pick<ServiceClient, 'rpc'>
  objects: Pick<StoredObjects, 'read'>
}

/** What the database knows of a check. */
interface Check {
  ok: boolean
  mime: string
  size: number
  sha256: string
  reason?: string
  message?: string
  hint?: string
}

interface UploadToCheck {
  object_id: string
  claimed_mime: string | null
  size: number | null
  check: Check | null
}

const INPUT = z.object({
  bucket: z.enum(['materials', 'results', 'verification', 'appeals', 'messages']),
  path: z
    .string()
    .max(300)
    .regex(/^[\w-]+(\/[\w.-]+){1,3}$/),
})

/**
 * Looks into a file that the caller uploaded: `{bucket, path}` in, `{mime, size, sha256}` out, by content. A file
 * that is not what it claims is BB013 with the reason. Asking again gives the same answer, without reading again.
 */
export function handleCheckFile(request: Request, deps: CheckFileDeps): Promise<Response> {
  return postJson(request, deps.frame, { input: INPUT }, async ({ bucket, path }, exchange) => {
    const upload = await deps.askAsCaller<UploadToCheck>(exchange.authorization, 'upload_to_check', {
      p_bucket: bucket,
      p_path: path,
    })
    const check = upload.check ?? (await lookInto(deps, exchange, bucket, path, upload))
    if (!check.ok) {
      const details = JSON.stringify({ field: 'file', reason: check.reason })
      throw new Refusal(400, 'BB013', check.message ?? '', check.hint, details)
    }
    return json({ mime: check.mime, size: check.size, sha256: check.sha256 })
  })
}

async function lookInto(
  { service, objects }: CheckFileDeps,
  { note }: Exchange,
  bucket: string,
  path: string,
  upload: UploadToCheck,
): Promise<Check> {
  const content = await objects.read(bucket, path)
  if (!content) {
    throw new Refusal(
      400,
      'BB013',
      '没有收到这个文件',
      '重试一次；还不行就去掉它，重新选一次',
      '{"field":"file","reason":"missing"}',
    )
  }
  const found: Inspection = await inspect(content, upload.claimed_mime)
  // A read that broke off looks like a short file; what is written down is for ever.
  if (upload.size !== null && upload.size !== found.size && found.refusal !== 'too_large') {
    throw new Error(`read ${found.size} of ${upload.size} bytes`)
  }
  // The path names an enterprise and an application: it is not logged.
  note({ bucket, bytes: found.size, mime: found.mime, refusal: found.refusal })
  return service.rpc<Check>('service_record_check', {
    p_object_id: upload.object_id,
    p_sha256: found.sha256,
    p_size: found.size,
    p_mime: found.mime,
    p_refusal: found.refusal,
  })
}
