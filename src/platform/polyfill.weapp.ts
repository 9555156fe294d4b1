import { Headers, Response } from 'whatwg-fetch'
import { AbortController, AbortSignal } from './abort'
import { PlainEvent } from './plain-event'

// supabase-js builds Headers when a client is made, react-query an AbortController for each query. Both look
// for globals, and WeChat has neither. (URL is replaced at build time: config/index.ts.)
const scope = globalThis as Record<string, unknown>
const missing = { Headers, Response, AbortController, AbortSignal, Event: PlainEvent }
for (const [name, value] of Object.entries(missing)) {
  if (scope[name] === undefined) scope[name] = value
}
