import { rpc } from '@/platform/rpc'
import type { FileRef } from '@/shared/contract'

export interface AttachWish {
  applicationId: string
  materialKey: string
  path: string
  name: string
}

/** Ties a stored object to a material. */
export const attachFile = (wish: AttachWish, requestId: string) =>
  rpc<FileRef>('attach_file', {
    p_application_id: wish.applicationId,
    p_material_key: wish.materialKey,
    p_path: wish.path,
    p_name: wish.name,
    p_request_id: requestId,
  })

/** Takes a file back. */
export const removeFile = (fileId: string, requestId: string) =>
  rpc<{ id: string; removed: boolean }>('remove_file', { p_file_id: fileId, p_request_id: requestId })
