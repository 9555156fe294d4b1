import type { Adapter } from '@/platform/outbox/adapter'
import { defineKind } from '@/platform/outbox/my-outbox'
import { queryClient } from '@/shared/query'
import { keys } from '@/shared/query-keys'
import { markRead } from './api'
import type { Thread } from './model'

/** How far a person has read a conversation. */
export interface ReadMark {
  conversationId: string
  seq: number
}

export const readLane = (conversationId: string) => `read.${conversationId}`

/** Read marks: a later one swallows the earlier, and the server never moves one back. */
export const readKind: Adapter<ReadMark, null> = defineKind({
  kind: 'read',
  merge: (older, newer) => ({ ...newer, seq: Math.max(older.seq, newer.seq) }),
  deliver: ({ body }) => markRead(body.conversationId, body.seq),
  delivered({ body }) {
    queryClient.setQueryData<Thread>(
      keys.messages(body.conversationId),
      (known) => known && { ...known, my_read_seq: Math.max(known.my_read_seq, body.seq) },
    )
    void queryClient.invalidateQueries({ queryKey: keys.conversations })
    void queryClient.invalidateQueries({ queryKey: keys.home })
  },
  // The conversation is not theirs any more, or the server cannot swallow it: nobody misses a read mark.
  refused: () => 'drop',
})
