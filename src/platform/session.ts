import type { Session } from '@supabase/supabase-js'
import { useSyncExternalStore } from 'react'
import { supabase } from './supabase'

/** undefined until the device's storage was read; null when nobody is signed in. */
let session: Session | null | undefined
const listeners = new Set<() => void>()

supabase.auth.onAuthStateChange((_event, next) => {
  session = next
  for (const listener of listeners) listener()
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

/** The id of who is signed in, outside components. */
export async function currentUserId(): Promise<string | null> {
  const { data } = await supabase.auth.getSession()
  return data.session?.user.id ?? null
}
