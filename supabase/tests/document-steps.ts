import type { DocumentKind, DocumentRef, OfficialDocument } from '@/shared/contract'
import { detail } from './filing-steps'
import type { Story } from './harness'

/** Papers (文书) of an application as the person of the story is told them. */
export const papers = async (s: Story, id: string): Promise<DocumentRef[]> => (await detail(s, id)).documents

export const read = (s: Story, id: string) => s.rpc<OfficialDocument>('get_document', { p_id: id })

/** The last paper of a kind, whole. */
export async function paper(s: Story, id: string, kind: DocumentKind): Promise<OfficialDocument> {
  const found = (await papers(s, id)).filter((one) => one.kind === kind).at(-1)
  if (!found) throw new Error(`No ${kind}`)
  return read(s, found.id)
}
