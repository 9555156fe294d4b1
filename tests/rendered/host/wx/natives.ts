/** The browser's own, taken before the app puts its stand-ins on the global object. */
export const native = {
  fetch: window.fetch.bind(window),
  WebSocket: window.WebSocket,
  FormData: window.FormData,
  Blob: window.Blob,
  AbortController: window.AbortController,
  TextEncoder: window.TextEncoder,
  TextDecoder: window.TextDecoder,
}

/** Constructors that WeChat does not have and the app brings: two kinds of one would not know each other. */
const ABSENT = [
  'Headers',
  'Request',
  'Response',
  'AbortController',
  'AbortSignal',
  'FormData',
  'TextEncoder',
  'TextDecoder',
]

export function hideWeb(): void {
  for (const name of ABSENT) delete (window as unknown as Record<string, unknown>)[name]
}
