import { randomUUID } from 'node:crypto'
import { demoPerson } from '../../supabase/local/demo/people'
import type { Stack } from '../../supabase/local/stack'
import { signInByEmail } from '../support/stack'

/** A draft of QX07 by a demo person for that person's first enterprise; gives its id. */
export async function draftOf(stack: Stack, handle: 'zhang' | 'chen' | 'liu'): Promise<string> {
  const client = await signInByEmail(stack, `${demoPerson(handle).handle}@demo.invalid`)
  const me = await client.rpc('get_me')
  const draft = await client.rpc('start_application', {
    p_enterprise_id: me.data.enterprises[0].id,
    p_item_code: 'QX07',
    p_situation_answers: { how_sell: 'cook', who: 'self' },
    p_request_id: randomUUID(),
  })
  if (draft.error) throw draft.error
  return draft.data.id
}
