import { z } from 'zod'
import type { WechatApi } from '../_shared/wechat/api.ts'
import type { PictureAddress } from './picture-address.ts'

/** One text or picture, as the database gives it. */
export interface Content {
  id: string
  scene: number
  openid: string | null
  words?: string | null
  title?: string | null
  file: { bucket: string; path: string; mime: string; size: number } | null
}

/** What becomes of it: WeChat's opinion, that WeChat was asked and answers later, or why it cannot be checked. */
export type Outcome =
  | { suggest: 'pass' | 'review' | 'risky'; label: number; trace: string | null }
  | { trace: string }
  | { reason: string }

/** https://developers.weixin.qq.com/miniprogram/dev/server/API/sec-center/sec-check/api_msgseccheck.html */
const TEXT_PATH = '/wxa/msg_sec_check'
/** https://developers.weixin.qq.com/miniprogram/dev/server/API/sec-center/sec-check/api_mediacheckasync */
const MEDIA_PATH = '/wxa/media_check_async'
/** Both as their documentation has them. */
const MAX_CHARACTERS = 2500
const MAX_BYTES = 10 * 1024 * 1024
const FORMATS = ['image/jpeg', 'image/png', 'image/bmp', 'image/gif']
const VERSION = 2
const PICTURE = 2
/** WeChat fetches the picture soon after; its answer may take 30 minutes. */
const ADDRESS_SECONDS = 1800

const TEXT_ANSWER = z.object({
  trace_id: z.string().max(100).optional(),
  result: z.object({ suggest: z.enum(['pass', 'review', 'risky']), label: z.number().int() }),
})
const MEDIA_ANSWER = z.object({ trace_id: z.string().min(1).max(100) })

/** Asks WeChat about one piece. What it is known to refuse is not asked; a WechatError comes through. */
export async function askWechat(
  wechat: Pick<WechatApi, 'call'>,
  address: PictureAddress,
  content: Content,
): Promise<Outcome> {
  const { openid, scene, file, title } = content
  // Who came by H5 has no openid, and WeChat asks for one: it goes on unchecked.
  if (openid === null) return { reason: 'no_openid' }
  if (file) {
    if (!FORMATS.includes(file.mime)) return { reason: 'format' }
    if (file.size > MAX_BYTES) return { reason: 'too_large' }
    const media_url = await address(file.bucket, file.path, ADDRESS_SECONDS)
    if (media_url === null) return { reason: 'gone' }
    const body = { openid, scene, version: VERSION, media_type: PICTURE, media_url }
    return { trace: (await wechat.call(MEDIA_PATH, body, MEDIA_ANSWER)).trace_id }
  }
  const words = content.words?.trim() ?? ''
  if (words === '') return { reason: 'gone' }
  if ([...words].length > MAX_CHARACTERS) return { reason: 'too_long' }
  const body = { openid, scene, version: VERSION, content: words, ...(title ? { title } : {}) }
  const { trace_id, result } = await wechat.call(TEXT_PATH, body, TEXT_ANSWER)
  return { suggest: result.suggest, label: result.label, trace: trace_id ?? null }
}

/**
 * Why WeChat will not say anything about this one, however often it is asked. 61010: the person was not in the
 * mini-program in the last two hours. 40003, 43104: not a person of this mini-program.
 */
export function finalReason(errcode: number): string {
  if (errcode === 61010) return 'not_active'
  return errcode === 40003 || errcode === 43104 ? 'bad_openid' : `refused ${errcode}`
}
