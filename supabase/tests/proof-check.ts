import { appendFileSync } from 'node:fs'
import path from 'node:path'
import { STORIES } from './proof-families'
import { RPC_PROOFS } from './proofs'

/** One RPC that a story asked for: by whom, and `ok` or the code of the refusal. */
export type Call = { rpc: string; actor: string; code: string }

/** What is heard who may not: no sign-in, no right, not there (or not yours), no authority (any more). */
const REFUSALS = ['42501', 'BB001', 'BB002', 'BB004', 'BB016']

/** The names in one entry of the book. */
export const namesIn = (entry = '') => entry.split(' ').filter(Boolean)

/** In the book of proofs a name alone means a signed-in person; `anon:` and `service:` are the other two. */
const nameFor = (call: Call) =>
  call.actor === 'anon' || call.actor === 'service' ? `${call.actor}:${call.rpc}` : call.rpc

/**
 * Holds a story to what docs/access-matrix.md says it proves: a story that no longer asks, or is no longer
 * refused, fails by itself. With BB_CALLS=<file> what each story called is written down, to choose proofs from.
 */
export function keepProofs(file: string, title: string, calls: Call[]): void {
  const name = path.basename(file)
  if (process.env.BB_CALLS) {
    appendFileSync(process.env.BB_CALLS, `${JSON.stringify({ file: name, title, calls })}\n`)
  }
  const promised = RPC_PROOFS[name]?.[title]
  if (!promised) return
  // What the owner of the database may do proves nothing about anybody.
  const byClients = calls.filter((call) => call.actor !== 'owner')
  const done = byClients.filter((call) => call.code === 'ok').map(nameFor)
  const refused = byClients.filter((call) => REFUSALS.includes(call.code)).map((call) => call.rpc)
  const broken = [
    ...namesIn(promised.done)
      .filter((rpc) => !done.includes(rpc))
      .map((rpc) => `${rpc} was not done`),
    ...namesIn(promised.refused)
      .filter((rpc) => !refused.includes(rpc))
      .map((rpc) => `${rpc} was not refused`),
  ]
  if (broken.length > 0) {
    throw new Error(`supabase/tests/proofs.ts counts on this story, and here ${broken.join('; ')}.`)
  }
}

/** Titles that the book of proofs expects of a file and that the file does not tell. */
export function untoldProofs(file: string, told: Set<string>): string[] {
  const name = path.basename(file)
  const constant = Object.values(STORIES).flatMap((entry) => (typeof entry === 'string' ? [entry] : []))
  const expected = [
    ...Object.keys(RPC_PROOFS[name] ?? {}),
    ...constant
      .filter((entry) => entry.startsWith(`${name} › `))
      .map((entry) => entry.slice(name.length + 3)),
  ]
  return expected.filter((title) => !told.has(title))
}
