import Taro from '@tarojs/taro'
import { AppError } from '@/shared/errors'
import { connectionError } from './errors'

/** WeChat's servers are asked; while they are, every renewal of a token waits (session-gate.ts). */
const LOGIN_MS = 10_000

const NETWORK = /net::|network|request:fail|time(d)? ?out|interrupted/i

export async function wechatCode(): Promise<string> {
  try {
    return (await Taro.login({ timeout: LOGIN_MS })).code
  } catch (thrown) {
    const words = String((thrown as { errMsg?: string } | null)?.errMsg ?? '')
    if (NETWORK.test(words)) throw connectionError(words)
    throw new AppError('sign_in', '微信没有回应，没登录上', '过一会儿再点一次登录')
  }
}
