import { createClient } from '@supabase/supabase-js'
import { loadCatalogue } from '../../catalogue/load'
import type { Stack } from '../stack'
import { loadPeople } from './load-people'
import { loadSlots } from './load-slots'
import { loadTemplates } from './load-templates'

/**
 * Fills the embedded stack with the demo county: people, enterprises, the items, the officer's slots. Safe to
 * run at every start.
 */
export async function loadDemo(
  stack: Pick<Stack, 'sql' | 'apiUrl' | 'secretKey'>,
  log: (line: string) => void = () => {},
): Promise<void> {
  await loadPeople(stack.sql)
  const service = createClient(stack.apiUrl, stack.secretKey, {
    auth: { persistSession: false, autoRefreshToken: false },
    // Node 20 has no WebSocket and the loader needs none.
    realtime: { transport: NoSocket as unknown as typeof WebSocket },
  })
  const items = await loadCatalogue(service)
  const days = await loadSlots(stack.sql)
  await loadTemplates(stack.sql)
  log(`Demo county ready: ${items} items, slots of the next ${days} working days`)
}

class NoSocket {}
