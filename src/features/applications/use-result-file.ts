import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { openFile, type RemoteFile, saveFile } from '@/platform/files'
import { signedUrl } from '@/platform/objects'
import type { FileRef } from '@/shared/contract'
import { type AppError, toAppError } from '@/shared/errors'

type FileAct = 'open' | 'save'

/**
 * The file of a result: a picture of it where it is one, to open, and to save exactly as it was issued. Both may be
 * under way at once; the same one is not begun twice.
 */
export function useResultFile(file: FileRef | undefined) {
  const [busy, setBusy] = useState<FileAct[]>([])
  const [error, setError] = useState<AppError | null>(null)
  const picture = useQuery({
    queryKey: ['signed', file?.path],
    queryFn: () => signedUrl(file?.bucket ?? '', file?.path ?? ''),
    enabled: file?.mime.startsWith('image/') ?? false,
    // Shorter than the address lives.
    staleTime: 5 * 60_000,
  })
  const run = async (what: FileAct, act: (remote: RemoteFile) => Promise<void>) => {
    if (busy.includes(what) || !file) return
    setBusy((acts) => [...acts, what])
    setError(null)
    try {
      // A fresh address each time: an old one may have ended while the page stood open.
      await act({ url: await signedUrl(file.bucket, file.path), name: file.name, mime: file.mime })
    } catch (problem) {
      setError(toAppError(problem))
    } finally {
      setBusy((acts) => acts.filter((each) => each !== what))
    }
  }
  return {
    busy,
    error,
    /** Address of the picture; null for a document. */
    picture: picture.data ?? null,
    open: () => void run('open', openFile),
    save: () => void run('save', saveFile),
  }
}

export type ResultFile = ReturnType<typeof useResultFile>
