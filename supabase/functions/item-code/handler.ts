import { z } from 'zod'
import { readAtMost } from '../_shared/body.ts'
import type { AskAsCaller } from '../_shared/caller-client.ts'
import { type Exchange, type Frame, json, postJson } from '../_shared/http.ts'
import type { StoredObjects } from '../_shared/stored-objects.ts'
import { type WechatApi, WechatError } from '../_shared/wechat/api.ts'
import { pictureType } from '../_shared/wechat/picture-type.ts'

/**
 * The 小程序码 of items, for the cards that staff print: `{codes: ['QX07', …]}` (eight, a sheet) with the caller's
 * token in, `{pictures: {QX07: 'data:image/png;base64,…' | null}, reason}` out. Null says: print the ordinary QR,
 * which opens the same item in WeChat and outside; reason tells why ('busy', 'quota', 'token', 'refused',
 * 'unreachable'), or null when nothing is missing. verify_jwt is on, and the database decides who may see the codes
 * (BB002) and which are in use.
 *
 * A picture is drawn once (wxa/getwxacodeunlimit) and kept in the private bucket code-pictures. WeChat refuses a page
 * that no published version has (41030), so before the first release every card falls back to the ordinary QR.
 *
 * Settings: WECHAT_APPID, WECHAT_SECRET, WECHAT_MINIPROGRAM_STATE (developer, trial; of itself formal).
 */
export interface ItemCodeDeps {
  frame: Frame
  askAsCaller: AskAsCaller
  objects: Pick<StoredObjects, 'read' | 'write'>
  wechat: Pick<WechatApi, 'picture'>
  /** Which version of the mini-program the picture opens. */
  version: 'release' | 'trial' | 'develop'
}

// A short code is within the 32 signs that a scene may have, and none of them is special.
const INPUT = z.object({
  codes: z
    .array(z.string().regex(/^[A-Z]{2,4}\d{2,4}$/))
    .min(1)
    .max(8),
})
const BUCKET = 'code-pictures'
/** The page that opens for a scanned code; it reads `scene` (src/shared/item-code.ts). */
const PAGE = 'pages/code/index'
const MAX_PICTURE = 1024 * 1024

interface PrintedCode {
  code: string
  state: 'active' | 'revoked'
}

/** Answers `{pictures, reason}`. */
export function handleItemCode(request: Request, deps: ItemCodeDeps): Promise<Response> {
  return postJson(request, deps.frame, { input: INPUT }, async ({ codes }, exchange) => {
    const printed = await deps.askAsCaller<PrintedCode[]>(exchange.authorization, 'list_codes', {})
    const inUse = new Set(printed.flatMap(({ code, state }) => (state === 'active' ? [code] : [])))
    const pictures: Record<string, string | null> = {}
    let reason: string | null = null
    for (const code of new Set(codes)) {
      // What is stopped or unknown has no picture, and no reason in WeChat.
      pictures[code] = inUse.has(code) ? await kept(deps, exchange, code) : null
      // After one failure the others wait for nothing.
      if (pictures[code] !== null || !inUse.has(code) || reason !== null) continue
      const drawn = await draw(deps, exchange, code)
      if ('reason' in drawn) reason = drawn.reason
      else pictures[code] = drawn.picture
    }
    return json({ pictures, reason })
  })
}

/** The picture that was drawn before, or null; a Storage that fails is none either. */
async function kept(deps: ItemCodeDeps, { note }: Exchange, code: string): Promise<string | null> {
  try {
    const content = await readAtMost(await deps.objects.read(BUCKET, placeOf(deps, code)), MAX_PICTURE)
    return content && dataUrl(content)
  } catch {
    note({ cache: 'not read' })
    return null
  }
}

async function draw(
  deps: ItemCodeDeps,
  { note }: Exchange,
  code: string,
): Promise<{ picture: string } | { reason: string }> {
  const { wechat, objects, version } = deps
  // https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/qrcode-link/qr-code/getUnlimitedQRCode.html
  const wish = {
    scene: code,
    page: PAGE,
    check_path: version === 'release',
    env_version: version,
    width: 430,
  }
  try {
    const { content, mime } = await wechat.picture('/wxa/getwxacodeunlimit', wish)
    const picture = dataUrl(content)
    if (!picture || content.length > MAX_PICTURE) return { reason: 'unreachable' }
    await objects.write(BUCKET, placeOf(deps, code), content, mime).catch(() => note({ cache: 'not kept' }))
    return { picture }
  } catch (error) {
    if (!(error instanceof WechatError)) throw error
    note({ wechat: error.kind, errcode: error.errcode })
    return { reason: error.kind }
  }
}

/** Of each version its own: a picture of the trial version must never get onto a printed card. */
const placeOf = ({ version }: ItemCodeDeps, code: string) => `${version}/${code}`

function dataUrl(content: Uint8Array): string | null {
  const mime = pictureType(content)
  if (!mime) return null
  let bytes = ''
  for (const byte of content) bytes += String.fromCharCode(byte)
  return `data:${mime};base64,${btoa(bytes)}`
}
