import { IssueScreen } from '@/features/review/components/IssueScreen'
import { useResultName, useReviewed } from '@/features/review/hooks'
import { NeedSignIn } from '@/features/session/components/NeedSignIn'
import { leave } from '@/shared/go'
import { routes } from '@/shared/routes'
import { Card } from '@/shared/ui/Card'
import { Page } from '@/shared/ui/Page'
import { QueryView } from '@/shared/ui/QueryView'
import { Void } from '@/shared/ui/Void'
import { useParams } from '@/shared/use-params'

/** 出件: the one window hands the result out. */
export default function Issue() {
  const { id = '' } = useParams('id')
  return (
    <NeedSignIn title="出件" back={routes.issue(id)}>
      <IssuePage id={id} />
    </NeedSignIn>
  )
}

function IssuePage({ id }: { id: string }) {
  const query = useReviewed(id)
  const name = useResultName(query.data?.item_code ?? '')
  if (query.data?.allowed.includes('issue_result')) {
    return <IssueScreen detail={query.data} usualName={name} onDone={() => leave(routes.review(id))} />
  }
  return (
    <Page title="出件" white>
      <QueryView query={query} safe="这件没打开，办件没有问题">
        {(detail) => (
          <Card>
            <Void
              icon={detail.result ? 'check' : 'doc'}
              title={detail.result ? '已经出件了' : '这件现在不能出件'}
              sub={
                detail.result ? `${detail.result.name}，${detail.result.number}` : '批准以后，由综合窗口出件'
              }
            />
          </Card>
        )}
      </QueryView>
    </Page>
  )
}
