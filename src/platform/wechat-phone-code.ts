/**
 * What the button getPhoneNumber told (developers.weixin.qq.com …/open-ability/getPhoneNumber.html): a code for the
 * server, or why there is none. 1400001: the county's calls are used up. Refusing is no fault; nor is a WeChat that
 * has the ability for certified accounts only.
 */
export function wechatPhoneCode(detail: unknown): { code: string; why: null } | { code: null; why: string } {
  const { code, errno, errMsg = '' } = (detail ?? {}) as { code?: string; errno?: number; errMsg?: string }
  if (code) return { code, why: null }
  if (errno === 1400001) return { code: null, why: '微信取手机号的次数用完了' }
  if (errno === 104 || /privacy permission is not authorized/i.test(errMsg)) {
    return { code: null, why: '没同意用微信里的手机号' }
  }
  if (/deny|cancel/i.test(errMsg)) return { code: null, why: '没有用微信里的手机号' }
  return { code: null, why: '微信这会儿给不了手机号' }
}
