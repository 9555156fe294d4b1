/** What wx.joinVoIPChat is given, besides the signature. */
export interface RoomTicket {
  appId: string
  groupId: string
  nonceStr: string
  /** In seconds. */
  timeStamp: string
}

/**
 * The signature of wx.joinVoIPChat: HMAC-SHA256 in hex over the four values, sorted as strings and joined. The key
 * is the session_key as the string it is, not the bytes that its base64 stands for.
 * https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/voip-chat.html
 */
export async function roomSignature(ticket: RoomTicket, sessionKey: string): Promise<string> {
  const { appId, groupId, nonceStr, timeStamp } = ticket
  const text = new TextEncoder()
  const key = await crypto.subtle.importKey(
    'raw',
    text.encode(sessionKey),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign'],
  )
  const joined = [appId, groupId, nonceStr, timeStamp].sort().join('')
  const signature = await crypto.subtle.sign('HMAC', key, text.encode(joined))
  return [...new Uint8Array(signature)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
