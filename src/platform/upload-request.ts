import { AppError } from '@/shared/errors'
import { publishableKey } from './build-facts'
import { apiUrl } from './env'
import { connectionError, fileLostError, offlineError, signedOutError } from './errors'
import { withSession } from './regain'
import { supabase } from './supabase'

/** Address of an object for a POST. */
export function objectUrl(bucket: string, path: string): string {
  const encoded = path.split('/').map(encodeURIComponent).join('/')
  return `${apiUrl}/storage/v1/object/${bucket}/${encoded}`
}

/** Headers that Storage asks for; a token about to end is renewed first, a session that ended is regained. */
export function objectHeaders(): Promise<Record<string, string>> {
  return withSession(false, async () => {
    const { data } = await supabase.auth.getSession()
    if (!data.session) throw signedOutError()
    return {
      apikey: publishableKey,
      authorization: `Bearer ${data.session.access_token}`,
      'x-upsert': 'false',
    }
  })
}

export const cancelledError = () => new AppError('cancelled', '已取消上传')

const NO_FILE = /file (not|does ?n[o']t) (found|exist)|no such file/i

/** Why WeChat sent nothing, by its words; nobody aborted it. */
export function whyNotSent(words: string): AppError {
  if (NO_FILE.test(words)) return fileLostError()
  return /abort/i.test(words) ? offlineError() : connectionError(words)
}

/** Why the answer to an upload is none; null when the file is there. Storage answers JSON, a Wi-Fi's login a page. */
export function whyNotStored(status: number, body: string): AppError | null {
  if (status < 400 && !body.trimStart().startsWith('{')) return connectionError('captive portal')
  return status < 300 ? null : uploadRefused(status, body)
}

/** Storage's refusal, said to the person. Storage hides its status in the body of a 400. */
export function uploadRefused(status: number, body: string): AppError {
  let inner = status
  try {
    inner = Number((JSON.parse(body) as { statusCode?: string | number }).statusCode ?? status)
  } catch {
    // Not JSON: a gateway in between answered, its status stands.
  }
  if (inner === 401) return signedOutError()
  if (inner === 403) return new AppError('upload_denied', '这件材料现在不能传', '刷新看看这一件办到哪一步了')
  if (inner === 409) return new AppError('upload_exists', '这个文件传过了', '刷新就能看到')
  if (inner === 413) return new AppError('upload_large', '文件太大，没传上', '单件最大 20 MB，压缩后再传')
  if (inner === 415 || inner === 422) {
    return new AppError('upload_type', '这种文件收不了', '换成照片或 PDF 再传')
  }
  return new AppError('upload_failed', '没传上，文件还在', `过一会儿点重试。编号 ${inner}`)
}
