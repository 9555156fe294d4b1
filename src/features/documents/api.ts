import { rpc } from '@/platform/rpc'
import type { DocumentCheck, OfficialDocument } from '@/shared/contract'

/** One paper as it was written. */
export const getDocument = (id: string, signal?: AbortSignal) =>
  rpc<OfficialDocument>('get_document', { p_id: id }, signal)

/** Whether a paper with this code was written, and which one; without a sign-in. */
export const checkDocument = (code: string, signal?: AbortSignal) =>
  rpc<DocumentCheck>('check_document', { p_code: code }, signal)
