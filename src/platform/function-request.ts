import { AppError } from '@/shared/errors'
import { apiUrl } from './env'
import { signedOutError } from './errors'
import { withSession } from './regain'
import { supabase } from './supabase'

/** Address and headers for a GET of an Edge Function in the name of whoever is signed in. */
export async function functionRequest(
  address: string,
): Promise<{ url: string; headers: Record<string, string> }> {
  // By a tap: whose session ended meanwhile signs in and the file comes.
  return withSession(true, async () => {
    // Asked now: getSession renews a token that ran out.
    const { data } = await supabase.auth.getSession()
    if (!data.session) throw signedOutError()
    return {
      url: `${apiUrl}/functions/v1/${address}`,
      headers: {
        authorization: `Bearer ${data.session.access_token}`,
        apikey: process.env.BB_PUBLISHABLE_KEY,
      },
    }
  })
}

/** Why no file came, by the status alone: a download in WeChat shows no body. */
export function noFile(status: number): AppError {
  if (status === 401) return signedOutError()
  if (status === 403 || status === 404)
    return new AppError('BB004', '没有找到这份文书', '回到办件刷新看看；也可能不是你的')
  return new AppError('unknown', '文书没打开，内容没有问题', '过一会儿再试；这一页上也能看全文')
}
