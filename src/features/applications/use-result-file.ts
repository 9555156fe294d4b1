import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { openFile, type RemoteFile, saveFile } from '@/platform/files'
import { signedUrl } from '@/platform/objects'
import type { FileRef } from '@/shared/contract'
import { type AppError, toAppError } from '@/shared/errors'

/** The file of a result: a picture of it where it is one, to open, and to save exactly as it was issued. */
export function useResultFile(file: FileRef | undefined) {
  const [busy, setBusy] = useState<'open' | 'save' | null>(null)
  const [error, setError] = useState<AppError | null>(null)
  const picture = useQuery({
    queryKey: ['signed', file?.path],
    queryFn: () => signedUrl(file?.bucket ?? '', file?.path ?? ''),
    enabled: file?.mime.startsWith('image/') ?? false,
    // Shorter than the address lives.
    staleTime: 5 * 60_000,
  })
  const run = async (what: 'open' | 'save', act: (remote: RemoteFile) => Promise<void>) => {
    if (busy || !file) return
    setBusy(what)
    setError(null)
    try {
      // A fresh address each time: an old one may have ended while the page stood open.
      await act({ url: await signedUrl(file.bucket, file.path), name: file.name, mime: file.mime })
    } catch (problem) {
      setError(toAppError(problem))
    } finally {
      setBusy(null)
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
