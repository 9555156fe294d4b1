import { HEWEI } from './fixture'
import type { Story } from './harness'

/** A text in the conversation of 禾味, from whoever acts. */
export async function say(s: Story, body: string, request = s.request()) {
  const [conversation] = await s.behind(
    (sql) => sql`select id from public.conversations where enterprise_id = ${HEWEI}`,
  )
  return s.rpc('send_message', {
    p_conversation_id: conversation?.id,
    p_kind: 'text',
    p_body: body,
    p_file: null,
    p_application_id: null,
    p_request_id: request,
  })
}
