import { callFunction } from './functions'
import { withSession } from './regain'

/** Proves that a number is the caller's, by WeChat's code or by the one that came by SMS; gives the number. */
export async function confirmPhone(
  proof: { wechat: string } | { phone: string; code: string },
): Promise<string> {
  const { phone } = await withSession(true, () =>
    'wechat' in proof
      ? callFunction<{ phone: string }>('wechat-phone', { code: proof.wechat })
      : callFunction<{ phone: string }>('phone-login', { action: 'confirm', ...proof }),
  )
  return phone
}
