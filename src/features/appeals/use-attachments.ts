import { useState } from 'react'
import { type MediaSource, pickFiles } from '@/platform/media'
import { uploadQueue, useUploadTasks } from '@/platform/use-uploads'
import { toAppError } from '@/shared/errors'
import { type FileKind, fileProblem } from '@/shared/file-kind'
import { editDraft, useDraft } from './draft'
import { MOST_FILES } from './model'

const ACCEPTED: readonly FileKind[] = ['jpg', 'png', 'pdf']

/** Files of an appeal that is being written: chosen, on their way, and there. */
export function useAttachments(enterprise: string) {
  const queue = uploadQueue(`appeal.${enterprise}`, {
    bucket: 'appeals',
    pathFor: (file, id) => `${enterprise}/${id}.${file.kind}`,
    attach: async ({ path, name }) => {
      // Into the draft on this device: the appeal itself takes it when it is handed in.
      const size = queue.list().find((task) => path.includes(task.id))?.file.size ?? 0
      editDraft(enterprise, ({ files }) => ({ files: [...files, { path, name, size }] }))
    },
  })
  const tasks = useUploadTasks(queue)
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
      queue.add('appeal', good.slice(0, Math.max(0, room)))
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
