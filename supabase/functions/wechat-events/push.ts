import { z } from 'zod'
import { Refusal } from '../_shared/refusal.ts'
import { BrokenSeal, type PushKeys, sameSignature, signatureOf, unseal } from './sealed.ts'
import { NotXml, readXml } from './xml.ts'

/** What WeChat puts into the address of a push. */
export interface PushQuery {
  signature: string
  msg_signature: string
  timestamp: string
  nonce: string
}

/**
 * How far WeChat's clock and ours may be apart, the three attempts of a push included. A push that was written down
 * on its way is worthless afterwards; inside of it, whatever a push does is done once.
 */
export const WINDOW_SECONDS = 600

const forged = () => new Refusal(401, 'UNAUTHORIZED', '不是微信发来的消息')

/** Throws when the address was not signed with our token, or not lately. */
export async function checkAddress(query: PushQuery, keys: PushKeys, nowMs: number): Promise<void> {
  await checkSigned(query.signature, query, [], keys, nowMs)
}

/**
 * What WeChat pushed, as an object. With an EncodingAESKey only what is sealed counts, in the compatible mode too,
 * where the same stands beside it in plain: of that only token, time and nonce are signed, not the content.
 */
export async function readPush(
  text: string,
  query: PushQuery,
  keys: PushKeys,
  nowMs: number,
): Promise<Record<string, unknown>> {
  if (keys.aesKey === null) {
    await checkAddress(query, keys, nowMs)
    return parsed(text)
  }
  const sealed = z.object({ Encrypt: z.string().min(1) }).safeParse(parsed(text))
  if (!sealed.success) throw forged()
  const { Encrypt } = sealed.data
  await checkSigned(query.msg_signature, query, [Encrypt], keys, nowMs)
  try {
    return parsed(await unseal(Encrypt, keys))
  } catch (error) {
    throw error instanceof BrokenSeal ? forged() : error
  }
}

async function checkSigned(
  signature: string,
  { timestamp, nonce }: PushQuery,
  parts: string[],
  { token }: PushKeys,
  nowMs: number,
): Promise<void> {
  const seconds = /^\d{1,12}$/.test(timestamp) ? Number(timestamp) : Number.NaN
  const signed = sameSignature(signature, await signatureOf(token, timestamp, nonce, ...parts))
  if (!signed || !(Math.abs(nowMs / 1000 - seconds) <= WINDOW_SECONDS)) throw forged()
}

/** The console lets one choose JSON or XML; both are read. */
function parsed(text: string): Record<string, unknown> {
  try {
    const value: unknown = text.trimStart().startsWith('<') ? readXml(text) : JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>
  } catch (error) {
    if (!(error instanceof NotXml) && !(error instanceof SyntaxError)) throw error
  }
  throw new Refusal(400, 'BAD_REQUEST', '看不懂的消息')
}
