import { json } from '../http-bridge'
import { deliver } from './messages'
import { type Call, type Family, refuse, text, type World } from './router'

/** Stands in for an SMS provider, which is no part of WeChat: a text to a number, once for each key. */
export class SmsInbox implements Family {
  private readonly keys = new Set<string>()

  constructor(private readonly world: World) {}

  readonly open = {
    '/sms/send': ({ body }: Call) => this.send(text(body.phone), text(body.words), text(body.key)),
  }

  private send(phone: string, words: string, key: string): Response {
    if (!/^1\d{10}$/.test(phone) || !words) return refuse(40003, 'invalid number or text')
    if (!this.keys.has(key)) {
      deliver(this.world.sent, {
        channel: '短信',
        to: phone,
        title: '码上帮办',
        lines: [words],
        at: this.world.now(),
      })
      if (key) this.keys.add(key)
    }
    return json({ ok: true })
  }
}
