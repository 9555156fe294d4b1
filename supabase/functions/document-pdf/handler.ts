import { z } from 'zod'
import type { AskAsCaller } from '../_shared/caller-client.ts'
import { type Frame, file, get, Refusal } from '../_shared/http.ts'
import type { OfficialDocument } from './document.ts'

export interface DocumentPdfDeps {
  frame: Frame
  askAsCaller: AskAsCaller
  font(): Promise<Uint8Array>
  setPaper(document: OfficialDocument, font: Uint8Array): Promise<Uint8Array>
}

/** As what the database refuses is told over HTTP; the rest keeps the status of PostgREST. */
const STATUS: Record<string, number> = { BB001: 401, BB004: 404, BB016: 403 }

const INPUT = z.object({ id: z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i) })
const notFound = () => new Refusal(404, 'BB004', '没有找到这项内容', '回到列表刷新看看；也可能不是你的')

/**
 * A paper as PDF: `?id=<uuid>` with the caller's token in, application/pdf out. The database decides who may read
 * it; the PDF is made of the frozen words alone, so the same paper is the same file whoever asks and whenever.
 */
export function handleDocumentPdf(request: Request, deps: DocumentPdfDeps): Promise<Response> {
  return get(request, deps.frame, { input: INPUT, refuse: notFound }, async ({ id }, { authorization }) => {
    const [document, font] = await Promise.all([
      deps.askAsCaller<OfficialDocument>(authorization, 'get_document', { p_id: id }).catch(asHttp),
      deps.font(),
    ])
    const pdf = await deps.setPaper(document, font)
    return file(pdf, 'application/pdf', `${document.title} ${document.number}.pdf`)
  })
}

function asHttp(error: unknown): never {
  if (error instanceof Refusal) {
    const { status, code, message, hint, details } = error
    throw new Refusal(STATUS[code] ?? status, code, message, hint, details)
  }
  throw error
}
