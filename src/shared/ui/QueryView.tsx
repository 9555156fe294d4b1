import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { AppError } from '../errors'
import { useOnline } from '../online'
import { Card } from './Card'
import { ErrorState } from './ErrorState'
import { Skeleton } from './Skeleton'

const OFFLINE = new AppError('offline', '现在没有网络', '连上网会自己打开')

interface Props<T> {
  query: Pick<UseQueryResult<T>, 'data' | 'error' | 'isPending' | 'fetchStatus'> & { refetch: () => unknown }
  children: (data: T) => ReactNode
  /** While nothing has come yet; three cells unless told. */
  skeleton?: ReactNode
  /** Shown instead of the children when `isEmpty` says so. */
  empty?: ReactNode
  isEmpty?: (data: T) => boolean
  /** What is safe, first line of an error. */
  safe?: string
  /** A second way out of an error. */
  way?: ReactNode
}

/** The four states of whatever is fetched: coming, here, empty, failed. Data once seen stays on the screen. */
export function QueryView<T>({ query, children, skeleton, empty, isEmpty, safe, way }: Props<T>) {
  const online = useOnline()
  const { data, error } = query
  if (data !== undefined) {
    return <>{empty !== undefined && isEmpty?.(data) ? empty : children(data)}</>
  }
  const waitsForNetwork = query.isPending && query.fetchStatus === 'paused' && !online
  if (error || waitsForNetwork) {
    return (
      <Card>
        <ErrorState
          error={error ?? OFFLINE}
          safe={safe}
          onRetry={() => {
            void query.refetch()
          }}
        >
          {way}
        </ErrorState>
      </Card>
    )
  }
  return <>{skeleton ?? <Skeleton />}</>
}
