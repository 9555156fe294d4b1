import { useState } from 'react'
import { type MediaSource, pickFiles } from '@/platform/media'
import { DEVICE_FULL, useUploads } from '@/platform/uploads'
import { toAppError } from '@/shared/errors'
import { type FileKind, fileProblem } from '@/shared/file-kind'
import { appealFiles } from './appeal-files'
import { editDraft, useDraft } from './draft'
import { MOST_FILES } from './model'

const ACCEPTED: readonly FileKind[] = ['jpg', 'png', 'pdf']

/** Files of an appeal that is being written: chosen, on their way, and there. */
export function useAttachments(enterprise: string) {
  const queue = useUploads(appealFiles, enterprise)
  const { tasks } = queue
  const { files } = useDraft(enterprise)
  const [problem, setProblem] = useState<string | null>(null)
  const room = MOST_FILES - files.length - tasks.length

  const pick = async (source: MediaSource) => {
    setProblem(null)
    try {
      const picked = await pickFiles(source, MOST_FILES)
      const problems = picked.flatMap((file) => fileProblem(file, ACCEPTED) ?? [])
      const good = picked.filter((file) => fileProblem(file, ACCEPTED) === null)
      if (good.length > room) problems.push(`最多附 ${MOST_FILES} 个文件，多的没放进来`)
      const kept = await queue.add('appeal', good.slice(0, Math.max(0, room)))
      if (!kept) problems.push(DEVICE_FULL)
      if (problems.length > 0) setProblem(problems.join('；'))
    } catch (thrown) {
      const error = toAppError(thrown)
      setProblem([error.message, error.hint].filter(Boolean).join('。'))
    }
  }

  return {
    files,
    tasks,
    room,
    problem,
    pick,
    retry: (id: string) => queue.retry(id),
    cancel: (id: string) => queue.cancel(id),
    remove: (path: string) =>
      editDraft(enterprise, (draft) => ({ files: draft.files.filter((file) => file.path !== path) })),
  }
}

export type Attachments = ReturnType<typeof useAttachments>
