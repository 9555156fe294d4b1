/** Which picture stands on a card: the ordinary QR of a link, or WeChat's own 小程序码. */
export type CodeKind = 'link' | 'wechat'

/** What the function item-code answers: a picture for each code, or null where the ordinary QR has to do. */
export interface CodePictures {
  pictures: Record<string, string | null>
  reason: 'busy' | 'quota' | 'token' | 'refused' | 'unreachable' | null
}

/** As many as the function takes at once: a sheet of A4. */
export const AT_ONCE = 8

/** In groups that the function takes. */
export function inGroups(codes: readonly string[]): string[][] {
  const groups: string[][] = []
  for (let start = 0; start < codes.length; start += AT_ONCE) groups.push(codes.slice(start, start + AT_ONCE))
  return groups
}

/** All groups as one answer; the first reason says why something is missing. */
export function together(answers: readonly CodePictures[]): CodePictures {
  return {
    pictures: Object.assign({}, ...answers.map(({ pictures }) => pictures)) as CodePictures['pictures'],
    reason: answers.find(({ reason }) => reason !== null)?.reason ?? null,
  }
}

/** Why some cards keep the ordinary QR, and what to do; null when none does. */
export function missingWords({ pictures, reason }: CodePictures): { title: string; advice: string } | null {
  const missing = Object.values(pictures).filter((picture) => picture === null).length
  if (missing === 0) return null
  const all = missing === Object.keys(pictures).length
  return {
    title: all ? '还拿不到小程序码，先用普通二维码' : `有 ${missing} 张还拿不到小程序码，先用普通二维码`,
    advice: ADVICE[reason ?? 'refused'],
  }
}

const ADVICE: Record<NonNullable<CodePictures['reason']>, string> = {
  busy: '微信正忙，过几分钟再来。普通二维码用微信扫一样能办。',
  quota: '向微信要得太多了，过一会儿再来。普通二维码用微信扫一样能办。',
  token: '小程序的密钥要系统管理员看一下。普通二维码用微信扫一样能办。',
  refused: '小程序正式发布以后，微信才给码。普通二维码用微信扫一样能办。',
  unreachable: '暂时连不上微信，过几分钟再来。普通二维码用微信扫一样能办。',
}
