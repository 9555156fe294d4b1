/** It ships no types; it implements the standard's own. */
declare module 'whatwg-fetch' {
  export const Headers: typeof globalThis.Headers
  export const Response: typeof globalThis.Response
}
