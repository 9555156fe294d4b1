import type { Session } from '@supabase/supabase-js'
import { useSyncExternalStore } from 'react'
import { setSessionLost } from '@/shared/session-lost'
import { SESSION_KEY } from './session-key'
import { readMark } from './session-mark'
import { readKept } from './storage'
import { supabase } from './supabase'

/**
 * undefined until the device's storage was read and a silent sign-in has ended; null when nobody is signed in.
 *
 * A session that ended without anybody ending it (revoked, too old, refused after a change on another device) stays
 * here and is `lost`: pages keep what they show and what was typed, nothing is sent until it is regained.
 */
let session: Session | null | undefined
let lost = false
/** Sign-in at the start is under way: that nobody is signed in is not known yet. */
let starting = false
/** Longer than a renewal takes where a server answers; where none does, supabase-js asks for half a minute. */
const PATIENCE_MS = 2000
const listeners = new Set<() => void>()
const returns = new Set<() => void>()

function set(next: Session | null | undefined, isLost: boolean): void {
  const back = lost && !isLost && next && next.user.id === session?.user.id
  session = next
  lost = isLost
  setSessionLost(isLost)
  for (const listener of listeners) listener()
  if (back) for (const again of returns) again()
}

/**
 * As it lies on this device. supabase-js tells of none while a token that ran out cannot be renewed; but without a
 * network nobody is signed out: what is theirs here stays open to them.
 */
const keptSession = (): Session | null => {
  const kept = readKept<Session>(SESSION_KEY)
  return kept?.user ? kept : null
}

supabase.auth.onAuthStateChange((event, next) => {
  if (next) return set(next, false)
  if (event === 'INITIAL_SESSION' && keptSession()) return
  // An explicit sign-out, here or in another tab, took the mark away first.
  if (event === 'SIGNED_OUT' && session && readMark()) return set(session, true)
  if (starting) return
  set(null, false)
})

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

const read = () => session

/** The session of this device: undefined while unknown, null when signed out. */
export function useSession(): Session | null | undefined {
  return useSyncExternalStore(subscribe, read, read)
}

/** The id of who is signed in, outside components; also while the session is to be regained. */
export async function currentUserId(): Promise<string | null> {
  if (lost) return session?.user.id ?? null
  const { data } = await supabase.auth.getSession()
  return data.session?.user.id ?? session?.user.id ?? null
}

/** Who has to sign in again; null while nobody has. */
export const lostUser = (): string | null => (lost ? (session?.user.id ?? null) : null)

/** Who is on the screen, whether or not the session still holds. */
export const shownUser = (): string | null => session?.user.id ?? null

/** Calls back each time a lost session was regained by the same person; what waited may be sent. */
export function onSessionRegained(again: () => void): () => void {
  returns.add(again)
  return () => returns.delete(again)
}

/** At the start of the app: what is shown waits for a silent sign-in, if there is one to try. */
export async function startSession(silently: (() => Promise<unknown>) | null): Promise<void> {
  starting = silently !== null
  const shown = setTimeout(() => {
    const kept = keptSession()
    if (session === undefined && kept) set(kept, false)
  }, PATIENCE_MS)
  const { data } = await supabase.auth.getSession()
  if (!data.session && silently) await silently().catch(() => undefined)
  clearTimeout(shown)
  starting = false
  if (session === undefined) set((await supabase.auth.getSession()).data.session ?? keptSession(), false)
}

/** The server takes this session no more. */
export function loseSession(): void {
  if (session) set(session, true)
}

/** Nobody is signed in on this device any more, whatever the server thinks. */
export const endSession = (): void => set(null, false)
