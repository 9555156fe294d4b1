import { useState } from 'react'
import { type MediaSource, pickFiles } from '@/platform/media'
import { DEVICE_FULL, useUploads } from '@/platform/uploads'
import { type FileKind, fileProblem } from '@/shared/file-kind'
import { notPicked } from '@/shared/not-picked'
import { isRefusedFile, uploadProblem } from '@/shared/refused-file'
import { resultFiles, setResult, useStoredResult } from './result-file'

/** What a result may be: everybody can open these. */
const KINDS: readonly FileKind[] = ['pdf', 'jpg', 'png']

export interface ResultFile {
  name: string
  size: number
  /** null until Storage has it. */
  path: string | null
  /** refused: not what it claims; only another file helps. */
  state: 'sending' | 'stored' | 'failed' | 'refused'
  percent: number
  problem: string | null
}

/** The one file of a result on its way to Storage; a failed one keeps its file and its name. */
export function useResultUpload(applicationId: string) {
  const queue = useUploads(resultFiles, applicationId)
  const stored = useStoredResult(applicationId)
  const [refused, setRefused] = useState<string | null>(null)
  const task = queue.tasks[queue.tasks.length - 1]
  const result: ResultFile | null = task
    ? {
        name: task.file.name,
        size: task.file.size,
        path: null,
        state: task.state !== 'failed' ? 'sending' : isRefusedFile(task.error) ? 'refused' : 'failed',
        percent: task.percent,
        problem: task.error && task.state === 'failed' ? uploadProblem(task.error) : null,
      }
    : stored && { ...stored, state: 'stored', percent: 100, problem: null }
  const drop = () => {
    for (const each of queue.list()) queue.cancel(each.id)
  }
  return {
    result,
    refused,
    choose: async (source: MediaSource) => {
      setRefused(null)
      try {
        const [file] = await pickFiles(source, 1)
        if (!file) return
        const problem = fileProblem(file, KINDS)
        if (problem) return setRefused(problem)
        drop()
        setResult(applicationId, null)
        if (!(await queue.add('result', [file]))) setRefused(DEVICE_FULL)
      } catch (error) {
        setRefused(notPicked(error))
      }
    },
    cancel: drop,
    retry: () => {
      if (task?.state === 'failed') queue.retry(task.id)
    },
    /** It went out: this device needs it no more. */
    forget: () => {
      drop()
      setResult(applicationId, null)
    },
  }
}
