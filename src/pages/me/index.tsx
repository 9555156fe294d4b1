import { Page } from '@/shared/ui/Page'
import { Void } from '@/shared/ui/Void'

/** 我的 */
export default function Index() {
  return (
    <Page title="我的" tab="me">
      <Void title="我的" />
    </Page>
  )
}
