/** Versions of the Phoenix wire format that supabase-js can speak. */
export type Vsn = '1.0.0' | '2.0.0'

export interface Frame {
  joinRef: string | null
  ref: string | null
  topic: string
  event: string
  payload: unknown
}

/**
 * A broadcast on its way to subscribers. `text` keeps the sender's JSON envelope; `user` carries the payload as
 * bytes, as version 2 clients and the database send it.
 */
export type Broadcast =
  | { form: 'text'; body: Record<string, unknown> }
  | {
      form: 'user'
      event: string
      encoding: 'json' | 'binary'
      payload: Buffer
      meta?: Record<string, unknown>
    }

/** A frame from a client; `broadcast` is set when it came in the binary form. */
export interface IncomingFrame extends Frame {
  broadcast?: Broadcast
}

const USER_BROADCAST_PUSH = 3
const USER_BROADCAST = 4
const JSON_ENCODING = 1
const PUSH_HEADER = 7
const BROADCAST_HEADER = 5

/** Narrows to a JSON object: no array, no null. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Reads `vsn` of the handshake; null when the version is not spoken. Absent means 1.0.0, as on hosted. */
export function parseVsn(value: string | null): Vsn | null {
  if (value === null || /^1\.0\.\d+$/.test(value)) return '1.0.0'
  return /^2\.0\.\d+$/.test(value) ? '2.0.0' : null
}

/** Decodes what a client sent; null when it is malformed, in which case the caller drops it. */
export function decodeFrame(vsn: Vsn, data: Buffer, isBinary: boolean): IncomingFrame | null {
  if (isBinary) return vsn === '2.0.0' ? decodePush(data) : null
  const value = parseJson(data.toString('utf8'))
  if (vsn === '1.0.0') {
    return isRecord(value)
      ? toFrame(value.join_ref, value.ref, value.topic, value.event, value.payload)
      : null
  }
  return Array.isArray(value) && value.length === 5
    ? toFrame(value[0], value[1], value[2], value[3], value[4])
    : null
}

/** Encodes a frame as text, which clients of both versions accept for every event. */
export function encodeFrame(vsn: Vsn, frame: Frame): string {
  const { joinRef, ref, topic, event, payload } = frame
  return vsn === '1.0.0'
    ? JSON.stringify({ topic, event, payload, ref, join_ref: joinRef })
    : JSON.stringify([joinRef, ref, topic, event, payload])
}

/**
 * Encodes a broadcast for one subscriber version. Null when that version cannot carry it: bytes do not fit
 * into JSON, so hosted drops them for version 1 as well.
 */
export function encodeBroadcast(vsn: Vsn, topic: string, broadcast: Broadcast): string | Buffer | null {
  if (broadcast.form === 'user' && vsn === '2.0.0') {
    const binary = encodeUserBroadcast(topic, broadcast)
    if (binary) return binary
  }
  const body = broadcast.form === 'text' ? broadcast.body : toEnvelope(broadcast)
  if (!body) return null
  // join_ref stays null on fan-out: the client drops frames whose join_ref is not its own.
  return encodeFrame(vsn, { joinRef: null, ref: null, topic, event: 'broadcast', payload: body })
}

function toFrame(
  joinRef: unknown,
  ref: unknown,
  topic: unknown,
  event: unknown,
  payload: unknown,
): Frame | null {
  if (typeof topic !== 'string' || typeof event !== 'string') return null
  return { joinRef: toRef(joinRef), ref: toRef(ref), topic, event, payload: payload ?? {} }
}

function toRef(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Kind 3: `[3][join ref][ref][topic][event][meta]` lengths, encoding, then those parts and the payload. */
function decodePush(data: Buffer): IncomingFrame | null {
  if (data.length < PUSH_HEADER || data[0] !== USER_BROADCAST_PUSH) return null
  const lengths = [...data.subarray(1, 6)]
  const start = PUSH_HEADER + lengths.reduce((sum, length) => sum + length, 0)
  if (data.length < start) return null
  let offset = PUSH_HEADER
  const [joinRef, ref, topic, userEvent] = lengths.map((length) => {
    const part = data.toString('utf8', offset, offset + length)
    offset += length
    return part
  })
  const encoding = data[6] === JSON_ENCODING ? 'json' : 'binary'
  const payload = data.subarray(start)
  // Checked here, or every receiver would choke on a sender's broken JSON.
  if (encoding === 'json' && parseJson(payload.toString('utf8')) === undefined) return null
  return {
    joinRef: joinRef || null,
    ref: ref || null,
    topic: topic ?? '',
    event: 'broadcast',
    payload: {},
    broadcast: { form: 'user', event: userEvent ?? '', encoding, payload },
  }
}

/** Kind 4, the only binary kind the client reads; null when a part is longer than its one length byte can say. */
function encodeUserBroadcast(topic: string, message: Extract<Broadcast, { form: 'user' }>): Buffer | null {
  const parts = [topic, message.event, message.meta ? JSON.stringify(message.meta) : ''].map((part) =>
    Buffer.from(part, 'utf8'),
  )
  if (parts.some((part) => part.length > 255)) return null
  const header = Buffer.alloc(BROADCAST_HEADER)
  header[0] = USER_BROADCAST
  for (const [index, part] of parts.entries()) header[index + 1] = part.length
  header[4] = message.encoding === 'json' ? JSON_ENCODING : 0
  return Buffer.concat([header, ...parts, message.payload])
}

function toEnvelope(message: Extract<Broadcast, { form: 'user' }>): Record<string, unknown> | null {
  if (message.encoding === 'binary') return null
  const body: Record<string, unknown> = {
    type: 'broadcast',
    event: message.event,
    payload: parseJson(message.payload.toString('utf8')),
  }
  if (message.meta) body.meta = message.meta
  return body
}
