import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type MadeFile, openMadeFile, saveMadeFile } from '@/platform/made-file'
import type { OfficialDocument } from '@/shared/contract'
import { type AppError, toAppError } from '@/shared/errors'
import { checkDocument, getDocument } from './api'

/** One paper. It never changes, so it is fetched once. */
export function useDocument(id: string) {
  return useQuery({
    queryKey: ['document', id],
    queryFn: ({ signal }) => getDocument(id, signal),
    enabled: id !== '',
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** What the county says of a code; null asks nothing. Asked once: each question is counted. */
export function useDocumentCheck(code: string | null) {
  return useQuery({
    queryKey: ['document-check', code],
    queryFn: ({ signal }) => checkDocument(code ?? '', signal),
    enabled: code !== null,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
}

type PaperAct = 'open' | 'save'

/** The paper as PDF, to open and to keep. Both may be under way at once; the same one is not begun twice. */
export function usePaperFile(document: OfficialDocument | undefined) {
  const [busy, setBusy] = useState<PaperAct[]>([])
  const [error, setError] = useState<AppError | null>(null)
  const run = async (what: PaperAct, act: (file: MadeFile) => Promise<void>) => {
    if (busy.includes(what) || !document) return
    setBusy((acts) => [...acts, what])
    setError(null)
    try {
      await act({
        address: `document-pdf?id=${document.id}`,
        name: `${document.title} ${document.number}.pdf`,
      })
    } catch (problem) {
      setError(toAppError(problem))
    } finally {
      setBusy((acts) => acts.filter((act) => act !== what))
    }
  }
  return {
    busy,
    error,
    open: () => void run('open', openMadeFile),
    save: () => void run('save', saveMadeFile),
  }
}

export type PaperFile = ReturnType<typeof usePaperFile>
