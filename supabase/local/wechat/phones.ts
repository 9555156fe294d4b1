import { json } from '../http-bridge'
import { DEMO_APPID } from './app'
import { OneTimeCodes } from './one-time-codes'
import { type Call, type Family, refuse, text, type World } from './router'

/**
 * getPhoneNumber: the code of the button, once and within five minutes, for the number
 * (https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/user-info/phone-number/getPhoneNumber.html).
 */
export class Phones implements Family {
  private readonly codes: OneTimeCodes<string>

  constructor(private readonly world: World) {
    // `demo-phone-<number>-<nonce>` is a code that the demo's phone makes without asking first.
    this.codes = new OneTimeCodes(world, (code) => /^demo-phone-(1\d{10})-[\w-]+$/.exec(code)?.[1] ?? null)
  }

  readonly apis = { '/wxa/business/getuserphonenumber': ({ body }: Call) => this.exchange(text(body.code)) }

  readonly controls = {
    '/simulator/phone-codes': ({ body }: Call) => json({ code: this.issue(text(body.phone)) }),
  }

  /** A code as the button `getPhoneNumber` gives it, for this number; one from abroad begins with its `+`. */
  issue(phone: string): string {
    return this.codes.issue(phone)
  }

  private exchange(code: string): Response {
    const found = this.codes.find(code)
    if (typeof found === 'number') return refuse(found)
    found.use()
    const abroad = /^\+(\d{1,3}) (\d+)$/.exec(found.value)
    return json({
      errcode: 0,
      errmsg: 'ok',
      phone_info: {
        phoneNumber: abroad ? `+${abroad[1]}${abroad[2]}` : found.value,
        purePhoneNumber: abroad ? abroad[2] : found.value,
        countryCode: abroad ? abroad[1] : '86',
        watermark: { timestamp: Math.floor(this.world.now() / 1000), appid: DEMO_APPID },
      },
    })
  }
}
