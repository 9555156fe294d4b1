import { randomBytes } from 'node:crypto'
import type { World } from './router'

/** WeChat's codes for log-ins and numbers live five minutes and work once. */
const LIFE_MS = 5 * 60_000

interface Issued<T> {
  value: T
  expires: number
  used: boolean
}

/** Codes that a phone hands out and a server turns in. */
export class OneTimeCodes<T> {
  private readonly issued = new Map<string, Issued<T>>()

  constructor(
    private readonly world: World,
    /** What a code of the demo means that nobody issued; null for none. */
    private readonly demo: (code: string) => T | null,
  ) {}

  issue(value: T): string {
    const code = `0${randomBytes(15).toString('hex')}`
    this.keep(code, value)
    return code
  }

  /** What a code stands for, and how to use it up; or WeChat's errcode: 40029 unknown or expired, 40163 used. */
  find(code: string): { value: T; use(): void } | 40029 | 40163 {
    const demo = this.issued.has(code) ? null : this.demo(code)
    if (demo !== null) this.keep(code, demo)
    const issued = this.issued.get(code)
    if (!issued || issued.expires < this.world.now()) return 40029
    if (issued.used) return 40163
    return {
      value: issued.value,
      use: () => {
        issued.used = true
      },
    }
  }

  private keep(code: string, value: T): void {
    this.issued.set(code, { value, expires: this.world.now() + LIFE_MS, used: false })
  }
}
