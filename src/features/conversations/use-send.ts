import { useState } from 'react'
import { keepFile } from '@/platform/kept-files'
import { type MediaSource, type PickedFile, pickFiles } from '@/platform/media'
import { useOutbox } from '@/platform/outbox/my-outbox'
import { newRequestId } from '@/platform/rpc'
import type { ApplicationSummary } from '@/shared/contract'
import { toAppError } from '@/shared/errors'
import { type FileKind, fileProblem } from '@/shared/file-kind'
import { uuid } from '@/shared/uuid'
import { messageKind, messageLane, type PendingMessage } from './message-kind'
import { textProblem } from './model'

/** What a conversation takes; HEIC is refused with the way to change it, since few can open it. */
const ACCEPTED: readonly FileKind[] = ['jpg', 'png', 'pdf']
const MOST_AT_ONCE = 9

/** Said where nothing may get lost unseen: the message still goes, as long as the app stays open. */
const FULL = '手机存满了，发出去之前先别退出。清一清微信的存储空间就好'

/** Puts texts, files and application cards into the outbox; says at once what cannot be sent. */
export function useSend(conversationId: string) {
  const outbox = useOutbox()
  /** What is wrong with the text, said at the field; and with a file, said above it. */
  const [textWrong, setTextWrong] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)

  const put = (message: Partial<PendingMessage>, id = newRequestId()) => {
    const writtenAt = new Date().toISOString()
    const blank = {
      conversationId,
      kind: 'text',
      body: null,
      file: null,
      application: null,
      writtenAt,
    } as const
    const kept = outbox?.add(messageKind, {
      id,
      lane: messageLane(conversationId),
      body: { ...blank, ...message },
    })
    if (kept === false) setProblem(FULL)
  }

  const sendFile = async (file: PickedFile, kind: FileKind) => {
    const id = newRequestId()
    // Kept first: from here on the message survives the app.
    const { kept } = await keepFile(id, file)
    const path = `${conversationId}/${uuid()}.${kind}`
    const waiting = { name: file.name, size: file.size, kind, path, stored: false }
    put({ kind: kind === 'pdf' ? 'file' : 'image', file: waiting }, id)
    if (!kept) setProblem(FULL)
  }

  return {
    problem,
    textWrong,
    clear: () => {
      setProblem(null)
      setTextWrong(null)
    },
    /** True when the text went into the outbox; false leaves it in the field. */
    text: (text: string): boolean => {
      const wrong = textProblem(text)
      setTextWrong(wrong)
      if (wrong || !outbox) return false
      put({ body: text.trim() })
      return true
    },
    files: async (source: MediaSource) => {
      setProblem(null)
      try {
        const picked = await pickFiles(source, MOST_AT_ONCE)
        const problems: string[] = []
        for (const file of picked) {
          const wrong = fileProblem(file, ACCEPTED)
          if (wrong || !file.kind) problems.push(wrong ?? '')
          else await sendFile(file, file.kind)
        }
        if (problems.length > 0) setProblem(problems.join('；'))
      } catch (thrown) {
        const error = toAppError(thrown)
        setProblem([error.message, error.hint].filter(Boolean).join('。'))
      }
    },
    application: (application: Pick<ApplicationSummary, 'id' | 'item_name' | 'state' | 'number'>) => {
      setProblem(null)
      const { id, item_name, state, number } = application
      put({ kind: 'application', application: { id, item_name, state, number } })
    },
  }
}
