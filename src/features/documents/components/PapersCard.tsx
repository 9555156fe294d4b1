import type { DocumentRef } from '@/shared/contract'
import { go } from '@/shared/go'
import { routes } from '@/shared/routes'
import { Card } from '@/shared/ui/Card'
import { Cell } from '@/shared/ui/Cell'
import { Sec } from '@/shared/ui/Sec'
import { paperLine } from '@/shared/words/papers'

interface Props {
  papers: DocumentRef[]
  now: number
}

/** The papers of an application, the newest first; each opens as it reads on paper. */
export function PapersCard({ papers, now }: Props) {
  if (papers.length === 0) return null
  return (
    <>
      <Sec title="文书" />
      <Card flush>
        {[...papers].reverse().map((paper) => (
          <Cell
            key={paper.id}
            icon="doc"
            title={paper.title}
            sub={paperLine(paper, now)}
            onClick={() => go(routes.document(paper.id))}
          />
        ))}
      </Card>
    </>
  )
}
