import { useState } from 'react'
import { keepFile } from '@/platform/kept-files'
import { type MediaSource, type PickedFile, pickFiles } from '@/platform/media'
import { newRequestId } from '@/platform/rpc'
import type { ApplicationSummary } from '@/shared/contract'
import { toAppError } from '@/shared/errors'
import { type FileKind, fileProblem } from '@/shared/file-kind'
import { uuid } from '@/shared/uuid'
import { textProblem } from './model'
import { useOutbox } from './my-outbox'
import type { OutboxEntry } from './outbox-rules'

/** What a conversation takes; HEIC is refused with the way to change it, since few can open it. */
const ACCEPTED: readonly FileKind[] = ['jpg', 'png', 'pdf']
const MOST_AT_ONCE = 9

const blank = (conversationId: string): OutboxEntry => ({
  id: newRequestId(),
  conversationId,
  kind: 'text',
  body: null,
  file: null,
  application: null,
  writtenAt: new Date().toISOString(),
  state: 'waiting',
  failures: 0,
  problem: null,
})

/** Puts texts, files and application cards into the outbox; says at once what cannot be sent. */
export function useSend(conversationId: string) {
  const outbox = useOutbox()
  /** What is wrong with the text, said at the field; and with a file, said above it. */
  const [textWrong, setTextWrong] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)

  const sendFile = async (file: PickedFile, kind: FileKind) => {
    const entry = blank(conversationId)
    // Kept first: from here on the message survives the app.
    await keepFile(entry.id, file)
    outbox?.add({
      ...entry,
      kind: kind === 'pdf' ? 'file' : 'image',
      file: {
        name: file.name,
        size: file.size,
        kind,
        path: `${conversationId}/${uuid()}.${kind}`,
        uploaded: false,
      },
    })
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
      outbox.add({ ...blank(conversationId), body: text.trim() })
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
      outbox?.add({
        ...blank(conversationId),
        kind: 'application',
        application: { id, item_name, state, number },
      })
    },
  }
}
