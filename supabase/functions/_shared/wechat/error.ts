/**
 * Why a call to WeChat did not work, sorted by what can be done about it:
 * busy: its own trouble, worth another try soon; quota: wait for the next minute or day, or take another way;
 * token: our access_token was not taken even after a new one, which a person has to look into; refused: about what
 * was asked (a used code, a person who refused), never to be repeated as it is; unreachable: no answer that is
 * WeChat's (time-out, no connection, something else than JSON, JSON of another shape). It may have been done.
 */
export type WechatErrorKind = 'busy' | 'quota' | 'token' | 'refused' | 'unreachable'

export class WechatError extends Error {
  constructor(
    /** WeChat's, or 0 where there was no answer of its. */
    readonly errcode: number,
    readonly kind: WechatErrorKind,
    /** The API's path; never the whole address, which holds a secret or the token. */
    readonly path: string,
  ) {
    super(`${path}: ${kind} ${errcode}`)
    this.name = 'WechatError'
  }
}

/** https://developers.weixin.qq.com/doc/oplatform/developers/errCode/errCode.html */
const TOKEN = [40001, 40014, 42001]
const QUOTA = [45009, 45011]

/** The kind of an errcode that is not 0. */
export function kindOf(errcode: number): WechatErrorKind {
  if (errcode === -1) return 'busy'
  if (TOKEN.includes(errcode)) return 'token'
  return QUOTA.includes(errcode) ? 'quota' : 'refused'
}
