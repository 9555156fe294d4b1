import { randomBytes } from 'node:crypto'
import { json } from '../http-bridge'
import { checkApp } from './app'
import { type Call, type Family, refuse, text, type World } from './router'

const LIFE_MS = 7200_000
/** In its last five minutes stable_token gives the next one, and WeChat takes both. */
const OVERLAP_MS = 5 * 60_000
/** force_refresh works 20 times a day, and at least 30 s apart; otherwise nothing is refreshed. */
const FORCED_A_DAY = 20
const FORCED_APART_MS = 30_000

interface Token {
  value: string
  expires: number
}

/**
 * getAccessToken and getStableAccessToken: two kinds of token that do not touch each other
 * (https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/mp-access-token/getStableAccessToken.html).
 */
export class Tokens implements Family {
  private plain: Token[] = []
  private stable: Token[] = []
  private forced: number[] = []

  constructor(private readonly world: World) {}

  readonly open = {
    '/cgi-bin/token': ({ query }: Call) =>
      this.checked(text(query.get('appid')), text(query.get('secret')), query.get('grant_type'), () => {
        // Each one ends the one before, but for five minutes.
        this.plain = [this.fresh(), ...this.plain.slice(0, 1).map((old) => this.ending(old))]
        return this.plain[0] as Token
      }),
    '/cgi-bin/stable_token': ({ body }: Call) =>
      this.checked(text(body.appid), text(body.secret), body.grant_type, () =>
        this.stableToken(body.force_refresh === true),
      ),
  }

  /** 0 for a token that is taken, else the errcode. */
  verdict(token: string | null): number {
    if (!token) return 41001
    const known = [...this.plain, ...this.stable].find(({ value }) => value === token)
    if (!known) return 40001
    return known.expires > this.world.now() ? 0 : 42001
  }

  /** Takes the token back before its time, as when somebody refreshed it by force elsewhere. */
  revoke(): void {
    this.plain = []
    this.stable = []
  }

  private stableToken(force: boolean): Token {
    const now = this.world.now()
    const [newest] = this.stable
    if (force && this.mayForce()) {
      this.forced.push(now)
      this.stable = [this.fresh()]
    } else if (!newest || newest.expires - OVERLAP_MS <= now) {
      this.stable = [this.fresh(), ...(newest ? [newest] : [])]
    }
    return this.stable[0] as Token
  }

  private mayForce(): boolean {
    const now = this.world.now()
    this.forced = this.forced.filter((at) => at > now - 86_400_000)
    return this.forced.length < FORCED_A_DAY && (this.forced.at(-1) ?? 0) <= now - FORCED_APART_MS
  }

  private checked(appid: string, secret: string, grant: unknown, give: () => Token): Response {
    const wrongApp = checkApp(appid, secret)
    if (wrongApp) return wrongApp
    if (grant !== 'client_credential') return refuse(40002)
    const { value, expires } = give()
    return json({ access_token: value, expires_in: Math.floor((expires - this.world.now()) / 1000) })
  }

  private fresh(): Token {
    return { value: randomBytes(64).toString('base64url'), expires: this.world.now() + LIFE_MS }
  }

  private ending(old: Token): Token {
    return { value: old.value, expires: Math.min(old.expires, this.world.now() + OVERLAP_MS) }
  }
}
