import { Page } from '@/shared/ui/Page'
import { Void } from '@/shared/ui/Void'

/** 扫码办事 */
export default function Index() {
  return (
    <Page title="扫码办事">
      <Void title="扫码办事" />
    </Page>
  )
}
