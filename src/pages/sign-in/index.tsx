import { Page } from '@/shared/ui/Page'
import { Void } from '@/shared/ui/Void'

/** 登录 */
export default function Index() {
  return (
    <Page title="登录">
      <Void title="登录" />
    </Page>
  )
}
