import {
  type AuthContext,
  type Extension,
  type Policies,
  probeRead,
  probeWrite,
  unknownPolicies,
} from './authorize'
import type { RealtimeContext } from './context'
import { describe } from './fanout'

const BOTH: Extension[] = ['broadcast', 'presence']

/**
 * What a person may do on one private topic, asked when needed and remembered until the token changes.
 * A policy that fails counts as a refusal, and is logged, since nobody else would see it.
 */
export class Permissions {
  private policies: Policies = unknownPolicies()

  constructor(
    private readonly context: RealtimeContext,
    private caller: AuthContext,
  ) {}

  reads(extension: Extension): boolean {
    return this.policies[extension].read === true
  }

  /** Asks the read policies; true when at least one of them lets the person in. */
  async askRead(withPresence: boolean): Promise<boolean> {
    return this.read(this.policies, this.caller, withPresence ? BOTH : ['broadcast'])
  }

  /** Whether the person may send; asks both write policies the first time. */
  async mayWrite(extension: Extension): Promise<boolean> {
    if (this.policies[extension].write === null) {
      const allowed = await this.probe(() => probeWrite(this.context.sql, this.caller, BOTH))
      for (const each of BOTH) this.policies[each].write = allowed.has(each)
    }
    return this.policies[extension].write === true
  }

  /** Learns the presence read permission of someone who joined without presence and now tracks. */
  async completePresence(): Promise<void> {
    if (this.policies.presence.read === null) await this.read(this.policies, this.caller, ['presence'])
  }

  /**
   * Begins again with new claims. `none` when nothing may be read any more, `less` when something that was
   * readable before is not. Until the answer is there the old permissions hold: messages keep arriving.
   */
  async renew(claims: AuthContext['claims'], withPresence: boolean): Promise<'same' | 'less' | 'none'> {
    const before = this.policies
    const next = unknownPolicies()
    const caller = { ...this.caller, claims }
    const mayRead = await this.read(next, caller, withPresence ? BOTH : ['broadcast'])
    this.caller = caller
    this.policies = next
    if (!mayRead) return 'none'
    const lost = BOTH.some((each) => before[each].read === true && next[each].read === false)
    return lost ? 'less' : 'same'
  }

  private async read(into: Policies, caller: AuthContext, extensions: Extension[]): Promise<boolean> {
    const allowed = await this.probe(() => probeRead(this.context.sql, caller, extensions))
    for (const extension of extensions) into[extension].read = allowed.has(extension)
    return allowed.size > 0
  }

  private async probe(ask: () => Promise<Set<Extension>>): Promise<Set<Extension>> {
    try {
      return await ask()
    } catch (error) {
      this.context.log(`realtime: a policy failed for topic ${this.caller.topic}: ${describe(error)}`)
      return new Set()
    }
  }
}
