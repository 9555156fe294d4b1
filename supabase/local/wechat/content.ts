import { randomBytes } from 'node:crypto'
import { seal, signatureOf } from '../../functions/wechat-events/sealed'
import { json } from '../http-bridge'
import { DEMO_APPID } from './app'
import { type Call, type Family, refuse, text, type World } from './router'

/** What the demo's message push is configured with; the functions get the same from the stack. */
export const DEMO_PUSH = {
  appid: DEMO_APPID,
  token: 'demo-push-token',
  aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
}

/** Words that WeChat would call risky, and what it would call them. Harmless ones, so that the demo can show it. */
const MARKS: [word: string, suggest: 'risky' | 'review', label: number][] = [
  ['违规测试', 'risky', 20003],
  ['广告测试', 'risky', 10001],
  ['可疑测试', 'review', 20012],
]
/** Labels: 100 正常. https://developers.weixin.qq.com/miniprogram/dev/server/API/sec-center/sec-check/api_msgseccheck.html */
const FINE = { suggest: 'pass', label: 100 } as const
const MAX_CHARACTERS = 2500
const SCENES = [1, 2, 3, 4]
/** What a picture holds that is to be called risky: bytes in its middle, so that any picture can be marked. */
export const RISKY_PICTURE = 'RISKY-PICTURE'

/**
 * msgSecCheck and mediaCheckAsync, version 2. A person is taken for active unless it was said otherwise, since the
 * demo's people need not open a phone; `leave` lets one go.
 */
export class ContentChecks implements Family {
  private readonly left = new Set<string>()
  private pushTo: string | null = null
  private readonly pushes: Promise<unknown>[] = []

  constructor(private readonly world: World) {}

  readonly apis = {
    '/wxa/msg_sec_check': ({ body }: Call) => this.checkText(body),
    '/wxa/media_check_async': ({ body }: Call) => this.checkMedia(body),
  }

  /** Where pushes go: the function wechat-events. */
  pushesTo(url: string): void {
    this.pushTo = url
  }

  /** This person was last seen more than two hours ago; in the mini-program again with `back`. */
  leave(openid: string, back = false): void {
    if (back) this.left.delete(openid)
    else this.left.add(openid)
  }

  /** Until every push that is under way was answered. */
  async quiet(): Promise<void> {
    while (this.pushes.length > 0) await this.pushes.shift()
  }

  /** Sends an event as WeChat does in safe mode: sealed, signed, as JSON. Gives the answer's text. */
  async push(event: Record<string, unknown>): Promise<string> {
    if (!this.pushTo) return ''
    const seconds = String(Math.floor(this.world.now() / 1000))
    const nonce = String(randomBytes(4).readUInt32BE())
    const message = { ToUserName: 'gh_demo', CreateTime: Number(seconds), MsgType: 'event', ...event }
    const Encrypt = await seal(JSON.stringify(message), DEMO_PUSH)
    const query = new URLSearchParams({
      signature: await signatureOf(DEMO_PUSH.token, seconds, nonce),
      timestamp: seconds,
      nonce,
      encrypt_type: 'aes',
      msg_signature: await signatureOf(DEMO_PUSH.token, seconds, nonce, Encrypt),
    })
    const answer = await fetch(`${this.pushTo}?${query}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ToUserName: 'gh_demo', Encrypt }),
    })
    return answer.text()
  }

  private checkText(body: Record<string, unknown>): Response {
    const wrong = this.wrongCommon(body)
    if (wrong) return wrong
    const words = text(body.content)
    if (words === '') return refuse(44002, 'empty post data')
    if ([...words].length > MAX_CHARACTERS) return refuse(47001, 'content too long')
    const all = `${text(body.title)}${words}${text(body.nickname)}`
    const mark = MARKS.find(([word]) => all.includes(word))
    const result = mark ? { suggest: mark[1], label: mark[2] } : FINE
    return json({
      errcode: 0,
      errmsg: 'ok',
      result,
      detail: [{ strategy: 'content_model', errcode: 0, ...result, prob: 90 }],
      trace_id: traceId(),
    })
  }

  private checkMedia(body: Record<string, unknown>): Response {
    const wrong = this.wrongCommon(body)
    if (wrong) return wrong
    const url = text(body.media_url)
    if (url === '' || (body.media_type !== 1 && body.media_type !== 2))
      return refuse(47001, 'data format error')
    const trace = traceId()
    // The answer comes by a push, in its own time; nobody waits for it here.
    this.pushes.push(this.answerLater(trace, url).catch(() => undefined))
    return json({ errcode: 0, errmsg: 'ok', trace_id: trace })
  }

  private async answerLater(trace: string, url: string): Promise<void> {
    const content = await fetch(url)
      .then(async (answer) => (answer.ok ? Buffer.from(await answer.arrayBuffer()) : null))
      .catch(() => null)
    const common = { Event: 'wxa_media_check', appid: DEMO_APPID, trace_id: trace, version: 2 }
    if (!content) {
      await this.push({ ...common, errcode: -1008, errmsg: 'download failed', detail: [] })
      return
    }
    const result = content.includes(RISKY_PICTURE) ? { suggest: 'risky', label: 20002 } : FINE
    await this.push({
      ...common,
      errcode: 0,
      errmsg: 'ok',
      detail: [{ strategy: 'content_model', errcode: 0, ...result, prob: 90 }],
      result,
    })
  }

  private wrongCommon(body: Record<string, unknown>): Response | null {
    if (body.version !== 2) return refuse(47001, 'data format error')
    if (!SCENES.includes(body.scene as number)) return refuse(40129, 'invalid scene')
    const openid = text(body.openid)
    if (openid === '') return refuse(40003, 'invalid openid')
    return this.left.has(openid) ? refuse(61010, 'code is expired') : null
  }
}

function traceId(): string {
  const part = () => randomBytes(4).toString('hex')
  return `${part()}-${part()}-${part()}`
}
