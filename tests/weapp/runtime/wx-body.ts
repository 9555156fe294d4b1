import path from 'node:path'

/** Address and body as wx.request makes them of `data`. */
export function encode(url: string, method: string, data: unknown, type: string) {
  if (data === undefined || data === null || data === '') return { url, body: undefined }
  if (method === 'GET') {
    const search =
      typeof data === 'object' ? new URLSearchParams(data as Record<string, string>).toString() : ''
    return { url: search ? `${url}${url.includes('?') ? '&' : '?'}${search}` : url, body: undefined }
  }
  if (typeof data === 'string') return { url, body: Buffer.from(data) }
  if (Object.prototype.toString.call(data) === '[object ArrayBuffer]')
    return { url, body: Buffer.from(new Uint8Array(data as ArrayBuffer)) }
  if (type.includes('x-www-form-urlencoded'))
    return { url, body: Buffer.from(new URLSearchParams(data as Record<string, string>).toString()) }
  return { url, body: Buffer.from(JSON.stringify(data)) }
}

export const lowerCase = (header: Record<string, string>) =>
  Object.fromEntries(Object.entries(header).map(([k, v]) => [k.toLowerCase(), String(v)]))

/** JSON where it is JSON, as wx.request does for dataType json. */
export function parseLoose(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** The type that WeChat tells for a file it uploads. */
export function mimeOf(file: string): string {
  return (
    { '.jpg': 'image/jpeg', '.jpeg': 'image/jpeg', '.png': 'image/png', '.pdf': 'application/pdf' }[
      path.extname(file).toLowerCase()
    ] ?? 'application/octet-stream'
  )
}
