import { readScripts } from './sources'
import { webGlobals } from './web-globals'

/**
 * Names of the web that the emitted scripts mention outside a `typeof`, all of them in libraries, and why WeChat
 * never gets there. A name that is not here is a new one: look where it comes from before adding it.
 */
export const KNOWN: Record<string, string> = {
  performance: 'react asks typeof first; Taro gives its own',
  MessageChannel: 'the scheduler of react asks typeof first, and takes setTimeout',
  crypto: 'auth-js makes PKCE verifiers with it: no sign-in here is by redirect',
  TextEncoder: 'auth-js (PKCE, passkeys), realtime 2.0.0: not used; qrcode asks typeof first',
  TextDecoder: 'realtime 2.0.0: we speak 1.0.0, which is text',
  window: "webpack's runtime asks for globalThis first",
  self: 'libraries ask typeof first',
  document: 'auth-js asks typeof first (isBrowser)',
  localStorage: 'auth-js asks typeof first; its storage is ours',
  sessionStorage: 'phoenix takes it for long polling: our transport is a socket',
  fetch: 'supabase-js takes it only where none was handed in',
  Headers: 'set by src/platform/polyfill before',
  AbortController: 'set by src/platform/polyfill before',
  AbortSignal: 'set by src/platform/polyfill before',
  Response: 'set by src/platform/polyfill before',
  FormData: 'storage-js asks typeof first; uploads go by wx.uploadFile',
  Blob: 'storage-js asks typeof first',
  ReadableStream: 'functions-js and storage-js ask typeof first',
  WebSocket: 'realtime takes it only where no transport was handed in',
  CloseEvent: 'phoenix, only for long polling',
  Worker: 'realtime, only with worker: true',
  BroadcastChannel: 'auth-js asks globalThis first',
  PublicKeyCredential: 'auth-js, only for passkeys',
  atob: 'auth-js asks for Buffer first and has its own',
  btoa: 'phoenix, only for long polling',
}

/** The names of the web that scripts use as if they were there. `extra`: further scripts, for a test of this. */
export function freeNames(files: string[], extra: Record<string, string> = {}): string[] {
  const found = [...webGlobals(readScripts(files, extra))].map(({ name }) => name)
  return [...new Set(found)].sort()
}
