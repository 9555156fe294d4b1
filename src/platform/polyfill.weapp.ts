import { AbortController, AbortSignal } from './abort'
import { Headers } from './transport-headers'
import { Response } from './transport-response'

// supabase-js builds Headers when a client is made, react-query an AbortController for each query. Both look
// for globals, and WeChat has neither. (URL is replaced at build time: config/index.ts.)
const scope = globalThis as Record<string, unknown>
for (const [name, value] of Object.entries({ Headers, Response, AbortController, AbortSignal })) {
  if (scope[name] === undefined) scope[name] = value
}
