import Taro from '@tarojs/taro'
import { interrupt } from '@/shared/interrupt'
import { PRIVACY_USES } from '@/shared/privacy-uses'

// developers.weixin.qq.com/miniprogram/dev/framework/user-privacy/PrivacyAuthorize.html: WeChat holds back the call
// that needs the authorisation until `resolve` is called, checks that the button of this id was really tapped, and
// asks anew at the next such call of somebody who did not agree.
const AGREE = 'bb-privacy-agree'

type Resolve = (answer: { event: 'agree' | 'disagree' | 'exposureAuthorization'; buttonId?: string }) => void

/** Calls that WeChat holds back; one sheet answers them all. */
let held: Resolve[] = []

/** `referrer` is the API, or `button.getPhoneNumber`. */
const purposeOf = (referrer: string) =>
  PRIVACY_USES.find((use) => referrer === use.interface || referrer.endsWith(`.${use.interface}`))

function contract(then: (name: string) => void): void {
  Taro.getPrivacySetting({
    success: ({ privacyContractName }: { privacyContractName?: string }) =>
      then(privacyContractName || '《用户隐私保护指引》'),
    fail: () => then('《用户隐私保护指引》'),
  })
}

function answer(agreed: boolean): void {
  const calls = held
  held = []
  for (const resolve of calls) {
    resolve(agreed ? { event: 'agree', buttonId: AGREE } : { event: 'disagree' })
  }
}

function show(referrer: string, name: string): void {
  const use = purposeOf(referrer)
  interrupt({
    kind: 'privacy',
    title: '这一步要你同意',
    lines: use
      ? [`要用到${use.what}：${use.why}。`, `不同意，这一步就用不了，别的都照常；${use.otherwise}。`]
      : ['要用到微信规定先问你的功能。', '不同意，这一步就用不了，别的都照常。'],
    link: { words: name, onTap: () => openPrivacyGuide() },
    yes: { words: '同意', openType: 'agreePrivacyAuthorization', id: AGREE },
    no: '不同意',
    onAnswer: answer,
  })
}

export function askForPrivacy(): void {
  // Base library 2.32.3; before it WeChat asks by itself.
  if (typeof Taro.onNeedPrivacyAuthorization !== 'function') return
  Taro.onNeedPrivacyAuthorization((resolve: Resolve, event?: { referrer?: string }) => {
    held.push(resolve)
    if (held.length > 1) return
    resolve({ event: 'exposureAuthorization' })
    contract((name) => show(event?.referrer ?? '', name))
  })
}

export const consentPlatform = 'weapp'

export const openPrivacyGuide = (): void => {
  Taro.openPrivacyContract({ fail: () => undefined })
}
