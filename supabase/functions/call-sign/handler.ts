import { z } from 'zod'
import type { AskAsCaller } from '../_shared/caller-client.ts'
import { type Frame, json, postJson, Refusal } from '../_shared/http.ts'
import type { ServiceClient } from '../_shared/service-client.ts'
import type { WechatIdentity } from '../_shared/wechat/session.ts'
import { type RoomTicket, roomSignature } from './signature.ts'

export interface CallSignDeps {
  frame: Frame
  appid: string
  askAsCaller: AskAsCaller
  service: Pick<ServiceClient, 'rpc'>
  exchangeCode(code: string): Promise<WechatIdentity & { sessionKey: string }>
  /** Milliseconds of the calendar; the frame's only measures how long something took. */
  clock(): number
}

const INPUT = z.object({ appointment_id: z.uuid(), code: z.string().regex(/^[\w-]{1,128}$/) })

interface Room {
  group_id: string
  closes_at: string
  person_id: string
}

const someoneElse = () =>
  new Refusal(403, 'WECHAT_OTHER_PERSON', '现在的微信不是这个账号的', '用登录这个账号的微信再进来')

/**
 * The signature with which wx.joinVoIPChat enters the room of a video check: `{appointment_id, code}` in, with a
 * fresh code of wx.login, and what the client passes on out. The database says whether the caller may enter now. The
 * key that WeChat gives for the code lives here, for the time of this call; nothing of it is stored, so there is no
 * table of keys to guard, and one that WeChat has replaced meanwhile cannot be used.
 */
export function handleCallSign(request: Request, deps: CallSignDeps): Promise<Response> {
  return postJson(request, deps.frame, { input: INPUT }, async ({ appointment_id, code }, exchange) => {
    // First: a stranger spends no code and learns nothing of the appointment.
    const room = await deps.askAsCaller<Room>(exchange.authorization, 'open_call', {
      p_appointment_id: appointment_id,
    })
    const { sessionKey, openid, unionid } = await deps.exchangeCode(code)
    // WeChat ties the signature to whoever gave the code. That must be the caller, or the room has a stranger in it.
    const person = await deps.service.rpc<string | null>('service_wechat_user', {
      p_openid: openid,
      p_unionid: unionid,
    })
    if (person !== room.person_id) throw someoneElse()
    const ticket: RoomTicket = {
      appId: deps.appid,
      groupId: room.group_id,
      nonceStr: deps.frame.newId().replaceAll('-', ''),
      timeStamp: String(Math.floor(deps.clock() / 1000)),
    }
    return json({
      group_id: ticket.groupId,
      nonce_str: ticket.nonceStr,
      time_stamp: Number(ticket.timeStamp),
      signature: await roomSignature(ticket, sessionKey),
      closes_at: room.closes_at,
    })
  })
}
