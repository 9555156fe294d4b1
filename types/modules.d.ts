/** Neither package ships types; both implement the standard's own. */
declare module 'whatwg-fetch' {
  export const Headers: typeof globalThis.Headers
  export const Response: typeof globalThis.Response
}

declare module 'abortcontroller-polyfill/dist/cjs-ponyfill' {
  export const AbortController: typeof globalThis.AbortController
  export const AbortSignal: typeof globalThis.AbortSignal
}
