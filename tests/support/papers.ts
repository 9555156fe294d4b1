import postgres from 'postgres'
import type { OfficialDocument } from '@/shared/contract'
import type { Stack } from '../../supabase/local/stack'
import { correcting, detail } from '../../supabase/tests/filing-steps'
import { STORY_ITEM } from '../../supabase/tests/fixture'
import { Story } from '../../supabase/tests/harness'

/** In a running county: zhang's application of the story item that waits for a correction; gives its papers. */
export async function writePapers(stack: Stack): Promise<OfficialDocument[]> {
  const sql = postgres(stack.dbUrl, { max: 2, onnotice: () => {} })
  try {
    await sql.begin(async (tx) => {
      await tx`select set_config('request.jwt.claims', '{"role":"service_role"}', true)`
      await tx`select public.import_item(${tx.json(STORY_ITEM)})`
    })
    const s = await Story.begin(sql)
    const { documents } = await detail(s, await correcting(s))
    const papers: OfficialDocument[] = []
    for (const { id } of documents) papers.push(await s.rpc<OfficialDocument>('get_document', { p_id: id }))
    await s.commit()
    return papers
  } finally {
    await sql.end()
  }
}
