import type { UseQueryResult } from '@tanstack/react-query'
import { useDidShow } from '@tarojs/taro'

/** Asks again when a page comes back into view and what it shows has grown old; the first show asks by itself. */
export function useRefreshOnShow(
  query: Pick<UseQueryResult, 'data' | 'isStale' | 'isFetching'> & { refetch: () => unknown },
) {
  useDidShow(() => {
    if (query.data !== undefined && query.isStale && !query.isFetching) void query.refetch()
  })
}
