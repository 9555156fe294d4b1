import { useRouter } from '@tarojs/taro'
import { useEffect } from 'react'
import { CodeTrouble } from '@/features/items/components/CodeTrouble'
import { ScannedTrouble } from '@/features/items/components/ScannedTrouble'
import { useCode } from '@/features/items/hooks'
import { scannedWords } from '@/features/items/scanned-words'
import { linksAreOurs } from '@/platform/env'
import { isOurHost } from '@/platform/our-hosts'
import { replace } from '@/shared/go'
import { routes, TABS } from '@/shared/routes'
import { scannedQuery } from '@/shared/scanned'
import { Btn } from '@/shared/ui/Btn'
import { Card } from '@/shared/ui/Card'
import { Page } from '@/shared/ui/Page'
import { Skeleton } from '@/shared/ui/Skeleton'
import { Void } from '@/shared/ui/Void'

/** Where a printed code leads: to its guide, or to what one can do when it leads nowhere. */
export default function Code() {
  const { params } = useRouter()
  return params.gone ? <Gone /> : <Opened {...params} />
}

function Opened(params: Record<string, string | undefined>) {
  const what = scannedQuery(params, isOurHost, linksAreOurs)
  const code = what.kind === 'item' ? what.code : null
  const found = useCode(code)
  const item = found.data?.item_code
  const next =
    what.kind === 'paper'
      ? routes.documentCheck(what.code)
      : what.kind === 'page'
        ? what.url
        : item
          ? routes.item(item)
          : null
  useEffect(() => {
    if (next) replace(next)
  }, [next])
  const words = scannedWords(what)
  return (
    <Page title="扫码办事">
      {words ? (
        <Card>
          <ScannedTrouble {...words} />
        </Card>
      ) : found.error ? (
        <Card>
          <CodeTrouble error={found.error} code={code} onRetry={() => void found.refetch()} />
        </Card>
      ) : (
        <Skeleton kind="card" rows={3} />
      )}
    </Page>
  )
}

/** An address that the app does not know: of an earlier version, or cut off on its way. */
const Gone = () => (
  <Page title="打不开的页面">
    <Card>
      <Void
        icon="warn"
        title="这一页找不到了"
        sub="链接可能不完整，或者这一页换了地方。你的办件和填过的都还在"
      >
        <Btn kind="main" icon="home" onClick={() => replace(TABS.home)}>
          回首页
        </Btn>
        <Btn kind="line" icon="search" onClick={() => replace(routes.search())}>
          按名称搜索
        </Btn>
      </Void>
    </Card>
  </Page>
)
