import { PaperCode, PaperFoot, PaperView } from '@/features/documents/components/PaperView'
import { useDocument, usePaperFile } from '@/features/documents/hooks'
import { NeedSignIn } from '@/features/session/components/NeedSignIn'
import { routes } from '@/shared/routes'
import { Page } from '@/shared/ui/Page'
import { QueryView } from '@/shared/ui/QueryView'
import { Skeleton } from '@/shared/ui/Skeleton'
import { useParams } from '@/shared/use-params'

/** 文书: a paper as it was written, to read here, to open and keep as PDF. */
export default function Index() {
  const { id = '' } = useParams('id')
  const query = useDocument(id)
  const file = usePaperFile(query.data)
  return (
    <NeedSignIn title="文书" back={routes.document(id)}>
      <Page title={query.data?.title ?? '文书'} foot={query.data && <PaperFoot file={file} />}>
        <QueryView query={query} safe="文书没打开，内容没有变" skeleton={<Skeleton kind="card" rows={4} />}>
          {(document) => (
            <>
              <PaperView document={document} />
              <PaperCode document={document} />
            </>
          )}
        </QueryView>
      </Page>
    </NeedSignIn>
  )
}
