import { TaskScreen } from '@/features/review/components/TaskScreen'
import { useReviewed } from '@/features/review/hooks'
import { NeedSignIn } from '@/features/session/components/NeedSignIn'
import { go } from '@/shared/go'
import { useRefreshOnShow } from '@/shared/refresh-on-show'
import { routes } from '@/shared/routes'
import { Card } from '@/shared/ui/Card'
import { Page } from '@/shared/ui/Page'
import { QueryView } from '@/shared/ui/QueryView'
import { Void } from '@/shared/ui/Void'
import { useParams } from '@/shared/use-params'

/** 部门办理: one department's part of an application. */
export default function Task() {
  const { id = '', application = '' } = useParams('id', 'application')
  return (
    <NeedSignIn title="部门办理" back={routes.task(id, application)}>
      <TaskPage id={id} application={application} />
    </NeedSignIn>
  )
}

function TaskPage({ id, application }: { id: string; application: string }) {
  const query = useReviewed(application)
  useRefreshOnShow(query)
  const task = query.data?.tasks.find((each) => each.id === id)
  if (query.data && task) {
    return (
      <TaskScreen
        detail={query.data}
        task={task}
        onOpenApplication={() => go(routes.review(query.data.id))}
      />
    )
  }
  return (
    <Page title="部门办理" white>
      <QueryView query={query} safe="这一件没打开，办件没有问题">
        {() => (
          <Card>
            <Void title="没有找到这项办理" sub="可能已经办完，回到工作台看看" />
          </Card>
        )}
      </QueryView>
    </Page>
  )
}
