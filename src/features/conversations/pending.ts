import type { Entry } from '@/platform/outbox/entry'
import type { OutboxView } from '@/platform/outbox/world'
import type { PendingMessage } from './message-kind'

/** Messages that wait on this device: of one conversation, or all. */
export function pendingIn(view: OutboxView, conversationId?: string): Entry<PendingMessage>[] {
  return view.entries.filter(
    (entry): entry is Entry<PendingMessage> =>
      entry.kind === 'message' &&
      (!conversationId || (entry as Entry<PendingMessage>).body.conversationId === conversationId),
  )
}
