import { URL as TaroURL, URLSearchParams } from '@tarojs/runtime'

const ABSOLUTE = /^[a-z][a-z0-9+.-]*:/i
const SOCKET = /^(wss?):\/\//i

/** `relative` resolved against `base`, the part of the URL standard that supabase-js relies on. */
function resolve(relative: string, base: string): string {
  const from = new URL(base)
  const folder = relative.startsWith('/') ? '' : from.pathname.replace(/[^/]*$/, '').replace(/\/$/, '')
  return `${from.protocol}//${from.host}${folder}/${relative.replace(/^\//, '')}`
}

/**
 * URL for WeChat, which has none. Taro's own takes http(s) only and resolves relative paths against the
 * origin; supabase-js also needs ws:// (Realtime) and paths below a base (self-hosted behind a prefix).
 */
export class URL extends TaroURL {
  constructor(url: string | { toString(): string }, base?: string | { toString(): string }) {
    const text = String(url)
    const absolute = base !== undefined && !ABSOLUTE.test(text) ? resolve(text, String(base)) : text
    const socket = SOCKET.exec(absolute)
    super(socket ? absolute.replace(/^ws/i, 'http') : absolute)
    if (socket) this.protocol = `${socket[1].toLowerCase()}:`
  }
}

export { URLSearchParams }
