import { useRef, useState } from 'react'
import { checkFile } from '@/platform/check-file'
import { type MediaSource, type PickedFile, pickFiles } from '@/platform/media'
import { startUpload, type Upload } from '@/platform/upload'
import { toAppError } from '@/shared/errors'
import { type FileKind, fileProblem } from '@/shared/file-kind'
import { isRefusedFile, uploadProblem } from '@/shared/refused-file'
import { uuid } from '@/shared/uuid'

/** What a result may be: everybody can open these. */
const KINDS: readonly FileKind[] = ['pdf', 'jpg', 'png']

export interface ResultFile {
  file: PickedFile
  path: string
  /** refused: not what it claims; only another file helps. */
  state: 'sending' | 'stored' | 'failed' | 'refused'
  percent: number
  problem: string | null
}

/** The one file of a result on its way to Storage; a failed one keeps its file and its name. */
export function useResultUpload(applicationId: string) {
  const [result, setResult] = useState<ResultFile | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const running = useRef<{ path: string; upload: Upload } | null>(null)

  const send = async (file: PickedFile, path: string) => {
    const change = (to: Partial<ResultFile>) =>
      setResult((before) => (before?.path === path ? { ...before, ...to } : before))
    setResult({ file, path, state: 'sending', percent: 0, problem: null })
    const upload = startUpload({
      bucket: 'results',
      path,
      file,
      onProgress: (percent) => change({ percent }),
    })
    running.current = { path, upload }
    try {
      await upload.done.catch((thrown) => {
        // An earlier try arrived and only its answer was lost.
        if (toAppError(thrown).code !== 'upload_exists') throw thrown
      })
      await checkFile('results', path)
      change({ state: 'stored', percent: 100 })
    } catch (thrown) {
      const error = toAppError(thrown)
      if (error.code === 'cancelled') return
      change({ state: isRefusedFile(error) ? 'refused' : 'failed', problem: uploadProblem(error) })
    }
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
        if (problem) setRefused(problem)
        else void send(file, `${applicationId}/${uuid()}.${file.kind}`)
      } catch (error) {
        setRefused(`没打开：${toAppError(error).message}。换一种方式选`)
      }
    },
    cancel: () => {
      running.current?.upload.cancel()
      setResult(null)
    },
    retry: () => {
      if (result?.state === 'failed') void send(result.file, result.path)
    },
  }
}
