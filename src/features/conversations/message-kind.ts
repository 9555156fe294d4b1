import { bringFile } from '@/platform/bring-file'
import { forgetKeptFile } from '@/platform/kept-files'
import type { Adapter } from '@/platform/outbox/adapter'
import { defineKind } from '@/platform/outbox/my-outbox'
import type { ApplicationState, Message } from '@/shared/contract'
import type { FileKind } from '@/shared/file-kind'
import { queryClient } from '@/shared/query'
import { keys } from '@/shared/query-keys'
import { sendMessage } from './api'
import { type Thread, withSent } from './model'

/** A message that this device holds until the server has it; the id of its entry becomes its own. */
export interface PendingMessage {
  conversationId: string
  kind: Message['kind']
  body: string | null
  file: PendingFile | null
  application: { id: string; item_name: string; state: ApplicationState; number: string | null } | null
  writtenAt: string
}

export interface PendingFile {
  name: string
  size: number
  kind: FileKind
  /** Where it goes in the bucket: fixed with the entry, so that a second try finds the first one's upload. */
  path: string
  stored: boolean
}

/** Messages of a conversation go one after the other. */
export const messageLane = (conversationId: string) => `message.${conversationId}`

const refresh = (conversationId: string) => {
  void queryClient.invalidateQueries({ queryKey: keys.messages(conversationId) })
  void queryClient.invalidateQueries({ queryKey: keys.conversations })
}

/** How a message reaches the other side: its file first, then itself. */
export const messageKind: Adapter<PendingMessage, Message> = defineKind({
  kind: 'message',
  async deliver({ id, body }, hooks) {
    const { file } = body
    if (file) {
      await bringFile(
        { id, bucket: 'messages', path: file.path, facts: file, stored: file.stored },
        { ...hooks, stored: (stored) => hooks.note({ ...body, file: { ...file, stored } }) },
      )
    }
    return sendMessage(
      {
        conversationId: body.conversationId,
        kind: body.kind,
        body: body.body,
        file: file && { path: file.path, name: file.name },
        applicationId: body.application?.id ?? null,
      },
      id,
    )
  },
  delivered(_entry, message) {
    // Into the thread before it leaves the outbox, so that it is never nowhere on the screen.
    queryClient.setQueryData<Thread>(
      keys.messages(message.conversation_id),
      (known) => known && withSent(known, message),
    )
    void queryClient.invalidateQueries({ queryKey: keys.conversations })
  },
  deliveredElsewhere: ({ body }) => refresh(body.conversationId),
  tidy({ id, body }) {
    if (body.file) void forgetKeptFile(id)
  },
})
