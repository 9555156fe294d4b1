import { useEffect } from 'react'
import { ReviewPhone } from '@/features/review/components/ReviewPhone'
import { RowPhone } from '@/features/review/components/RowPhone'
import { useReviewed } from '@/features/review/hooks'
import { go, leave, replace } from '@/shared/go'
import { useRefreshOnShow } from '@/shared/refresh-on-show'
import { routes } from '@/shared/routes'
import { Page } from '@/shared/ui/Page'
import { QueryView } from '@/shared/ui/QueryView'
import { Skeleton } from '@/shared/ui/Skeleton'
import { useWide } from '@/shared/ui/wide'

interface Props {
  title: string
  id: string
  row: string | null
  /** Address of this page for one row, or of the whole application. */
  at: (id: string, row?: string) => string
}

/** The phone's pages of a review; a wide screen shows the same application at the desk. */
export function ReviewPages({ title, id, row, at }: Props) {
  const wide = useWide()
  const query = useReviewed(id)
  useRefreshOnShow(query)
  useEffect(() => {
    if (wide && id) replace(routes.workbench(id))
  }, [wide, id])
  if (query.data === undefined) {
    return (
      <Page title={title} white>
        <QueryView query={query} skeleton={<Skeleton kind="card" rows={3} />} safe="这件没打开，办件没有问题">
          {() => null}
        </QueryView>
      </Page>
    )
  }
  if (row) {
    return (
      <RowPhone
        key={row}
        detail={query.data}
        row={row}
        onNext={(next) => replace(at(id, next.id))}
        onBack={() => leave(at(id))}
      />
    )
  }
  return (
    <ReviewPhone
      title={title}
      detail={query.data}
      onRow={(each) => go(at(id, each.id))}
      onIssue={() => go(routes.issue(id))}
      onTask={(task) => go(routes.task(task.id, id))}
    />
  )
}
