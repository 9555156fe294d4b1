import { Refusal } from './refusal.ts'

/** The body as text, read no further than the limit whatever content-length claims. */
export async function readText(request: Request, maxBytes: number): Promise<string> {
  const content = await readAtMost(request.body, maxBytes)
  if (content === null) throw new Refusal(413, 'BAD_REQUEST', '请求内容太长了')
  return new TextDecoder().decode(content)
}

/** A stream whole, or null as soon as it is longer than that. */
export async function readAtMost(
  stream: ReadableStream<Uint8Array> | null,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = stream?.getReader()
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    size += part.value.length
    if (size > maxBytes) {
      await reader?.cancel()
      return null
    }
    chunks.push(part.value)
  }
  const whole = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}
