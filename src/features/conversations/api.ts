import { rpc } from '@/platform/rpc'
import type { ApplicationSummary, ConversationSummary, Message, MessagePage } from '@/shared/contract'

/** How many messages a page holds. */
export const PAGE = 30

export const listConversations = (signal?: AbortSignal) =>
  rpc<ConversationSummary[]>('list_conversations', {}, signal)

/** The newest page, or the one before a message. */
export const listMessages = (
  conversationId: string,
  before: number | null,
  limit: number,
  signal?: AbortSignal,
) =>
  rpc<MessagePage>(
    'list_messages',
    { p_conversation_id: conversationId, p_before_seq: before, p_limit: limit },
    signal,
  )

export interface MessageWish {
  conversationId: string
  kind: Message['kind']
  body: string | null
  file: { path: string; name: string } | null
  applicationId: string | null
}

/** Sends a message; the request id becomes its id, so the same one arrives once however often it is sent. */
export const sendMessage = (wish: MessageWish, requestId: string) =>
  rpc<Message>('send_message', {
    p_conversation_id: wish.conversationId,
    p_kind: wish.kind,
    p_body: wish.body,
    p_file: wish.file,
    p_application_id: wish.applicationId,
    p_request_id: requestId,
  })

export const markRead = (conversationId: string, seq: number) =>
  rpc<null>('mark_read', { p_conversation_id: conversationId, p_seq: seq })

/** Applications of an enterprise that can be sent as a card: drafts (own side only) and those under way. */
export const listSendable = async (enterpriseId: string, signal?: AbortSignal) => {
  const lists = await Promise.all(
    (['open', 'drafts'] as const).map((group) =>
      rpc<ApplicationSummary[]>(
        'list_applications',
        { p_enterprise_id: enterpriseId, p_group: group, p_before: null, p_limit: 20 },
        signal,
      ),
    ),
  )
  return lists.flat()
}
