import { randomBytes } from 'node:crypto'
import { json } from '../http-bridge'
import { checkApp } from './app'
import { OneTimeCodes } from './one-time-codes'
import { type Call, type Family, refuse, text, type World } from './router'

/** WeChat answers 45011 to more than this many log-ins of one person in a minute. */
const LOGINS_A_MINUTE = 100

interface Person {
  openid: string
  unionid?: string
}

/** wx.login's codes and jscode2session. */
export class Sessions implements Family {
  private readonly codes: OneTimeCodes<Person>
  private readonly logins = new Map<string, number[]>()
  private readonly keys = new Map<string, string>()

  constructor(private readonly world: World) {
    // `demo-<handle>-<nonce>` is a code that a test or the demo makes without asking first.
    this.codes = new OneTimeCodes(world, (code) => {
      const handle = /^demo-([a-z0-9_]+)-[\w-]+$/.exec(code)?.[1]
      return handle ? { openid: `demo_${handle}` } : null
    })
  }

  readonly open = { '/sns/jscode2session': ({ query }: Call) => this.exchange(query) }

  readonly controls = {
    '/simulator/codes': ({ body }: Call) =>
      text(body.openid)
        ? json({ code: this.issue(text(body.openid), text(body.unionid) || undefined) })
        : json({ error: 'openid missing' }, 400),
  }

  /** A code as `wx.login` gives it, for this person. */
  issue(openid: string, unionid?: string): string {
    return this.codes.issue({ openid, unionid })
  }

  /** The session_key that WeChat gave last for this person. */
  keyOf(openid: string): string | undefined {
    return this.keys.get(openid)
  }

  private exchange(query: URLSearchParams): Response {
    const wrongApp = checkApp(text(query.get('appid')), text(query.get('secret')))
    if (wrongApp) return wrongApp
    if (query.get('grant_type') !== 'authorization_code') return refuse(40002)
    const code = query.get('js_code')
    if (!code) return refuse(41008)
    const { now } = this.world
    const found = this.codes.find(code)
    if (typeof found === 'number') return refuse(found)
    const { openid, unionid } = found.value
    const recent = (this.logins.get(openid) ?? []).filter((time) => time > now() - 60_000)
    if (recent.length >= LOGINS_A_MINUTE) return refuse(45011)
    this.logins.set(openid, [...recent, now()])
    found.use()
    const session_key = randomBytes(16).toString('base64')
    this.keys.set(openid, session_key)
    return json({ session_key, openid, ...(unionid ? { unionid } : {}) })
  }
}
