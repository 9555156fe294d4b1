import { rpc } from '@/platform/rpc'

/** A printed code, as staff see it. */
export interface PrintedCode {
  code: string
  item_code: string
  name: string
  department: string
  category: string
  /** How to use it, printed on the card. */
  line: string | null
  state: 'active' | 'revoked'
  revoked_reason: string | null
}

export const listCodes = (signal?: AbortSignal) => rpc<PrintedCode[]>('list_codes', {}, signal)

// Setting a state twice changes nothing, so these need no request id.
export const revokeCode = (code: string, reason: string) =>
  rpc<{ code: string; state: string }>('revoke_code', { p_code: code, p_reason: reason })

export const restoreCode = (code: string) =>
  rpc<{ code: string; state: string }>('restore_code', { p_code: code })
