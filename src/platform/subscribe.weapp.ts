import Taro from '@tarojs/taro'
import type { SubscribeAnswers } from './subscribe'
import { answersIn, answersOfFailure } from './subscribe-answers'

export type { SubscribeAnswer, SubscribeAnswers } from './subscribe'

/** https://developers.weixin.qq.com/miniprogram/dev/api/open-api/subscribe-message/wx.requestSubscribeMessage.html */
export const requestSubscriptions = async (templateIds: readonly string[]): Promise<SubscribeAnswers> => {
  const asked = [...templateIds]
  // Nothing is awaited before this call: it must run within the tap.
  const asking = Taro.requestSubscribeMessage({ tmplIds: asked } as Taro.requestSubscribeMessage.Option)
  try {
    return answersIn((await asking) as unknown as Record<string, unknown>, asked)
  } catch (error) {
    return answersOfFailure(error, asked)
  }
}

export const openMessageSettings = async (): Promise<void> => {
  // Closing it without a change rejects in some versions; there is nothing to say then.
  await Taro.openSetting({ withSubscriptions: true }).catch(() => undefined)
}
