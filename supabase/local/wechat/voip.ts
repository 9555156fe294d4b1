import { roomSignature } from '../../functions/call-sign/signature'
import type { World } from './router'
import type { Sessions } from './sessions'

/** WeChat takes a signature for a few minutes; it does not say for how many. */
const FRESH_SECONDS = 300

/** What wx.joinVoIPChat is given by the phone. */
export interface Joining {
  groupId: string
  nonceStr: string
  timeStamp: number
  signature: string
}

/** The rooms of 多人音视频对话, as far as who may enter: WeChat checks the signature by its own session_key. */
export class Rooms {
  constructor(
    private readonly world: World,
    private readonly sessions: Sessions,
    private readonly appId: string,
  ) {}

  /** Whether the phone of this person gets into the room. */
  async join(openid: string, joining: Joining): Promise<boolean> {
    const key = this.sessions.keyOf(openid)
    const age = Math.abs(this.world.now() / 1000 - joining.timeStamp)
    if (!key || age > FRESH_SECONDS) return false
    const ticket = { ...joining, appId: this.appId, timeStamp: String(joining.timeStamp) }
    return joining.signature === (await roomSignature(ticket, key))
  }
}
