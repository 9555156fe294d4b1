import { useRouter } from '@tarojs/taro'
import { useEffect } from 'react'
import { CodeTrouble } from '@/features/items/components/CodeTrouble'
import { useCode } from '@/features/items/hooks'
import { AppError } from '@/shared/errors'
import { replace } from '@/shared/go'
import { itemCodeFromQuery } from '@/shared/item-code'
import { routes } from '@/shared/routes'
import { Card } from '@/shared/ui/Card'
import { Page } from '@/shared/ui/Page'
import { Skeleton } from '@/shared/ui/Skeleton'

const FOREIGN = new AppError(
  'foreign',
  '这不是「码上办」的码',
  '扫卡片上带 QX 编号的那个码，或者按名称搜索事项',
)

/** Where a printed code leads: to its guide, or to what one can do when it leads nowhere. */
export default function Code() {
  const code = itemCodeFromQuery(useRouter().params)
  const found = useCode(code)
  const item = found.data?.item_code
  useEffect(() => {
    if (item) replace(routes.item(item))
  }, [item])
  const error = code === null ? FOREIGN : found.error
  return (
    <Page title="扫码办事">
      {error ? (
        <Card>
          <CodeTrouble error={error} code={code} onRetry={() => void found.refetch()} />
        </Card>
      ) : (
        <Skeleton kind="card" rows={3} />
      )}
    </Page>
  )
}
