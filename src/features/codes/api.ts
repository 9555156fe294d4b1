import { callFunction } from '@/platform/functions'
import { rpc } from '@/platform/rpc'
import { type CodePictures, inGroups, together } from './pictures'

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

/** The 小程序码 of codes, one sheet after the other; WeChat draws what it has not drawn before. */
export async function codePictures(codes: readonly string[]): Promise<CodePictures> {
  const answers: CodePictures[] = []
  for (const group of inGroups(codes))
    answers.push(await callFunction<CodePictures>('item-code', { codes: group }))
  return together(answers)
}
