import { type Finding, findingsOf } from './finding'

export interface WechatFacts {
  appid: string
  demoAppid: string
  /** 0 when a token was given; null when WeChat did not answer. */
  tokenErrcode: number | null
  /** How wechat-events answered to a rightly signed check of its address; null when no push token was told. */
  push: { status: number; echoed: boolean } | null
}

const { needed, advised } = findingsOf('wechat')
const WHY: Record<number, string> = {
  40013: 'the AppID is wrong',
  40125: 'the AppSecret is wrong',
  40164: 'this address is not in the IP list of the account (开发管理 → IP白名单)',
  40243: 'the AppSecret is frozen',
}

/** WeChat knows the account, and its pushes are understood. */
export function checkWechat({ appid, demoAppid, tokenErrcode, push }: WechatFacts): Finding[] {
  const found: Finding[] = []
  if (appid === demoAppid) found.push(needed("The AppID is the demo's.", 'WECHAT_APPID of your own account.'))
  if (tokenErrcode !== 0) {
    const why = tokenErrcode === null ? 'it did not answer' : (WHY[tokenErrcode] ?? `errcode ${tokenErrcode}`)
    found.push(needed(`WeChat gives no access_token: ${why}.`, '公众平台 → 开发管理 → 开发设置'))
  }
  if (push === null) {
    found.push(
      advised(
        'The address for pushes was not tried.',
        'Give BB_WECHAT_PUSH_TOKEN: what WECHAT_PUSH_TOKEN of the functions is.',
      ),
    )
  } else if (!push.echoed) {
    found.push(
      needed(
        `wechat-events does not accept a rightly signed check (status ${push.status}): WeChat cannot save the address, answers about pictures never come.`,
        'The token in 消息推送 and WECHAT_PUSH_TOKEN must be the same.',
      ),
    )
  }
  return found
}
