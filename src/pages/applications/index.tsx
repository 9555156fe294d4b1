import { Page } from '@/shared/ui/Page'
import { Void } from '@/shared/ui/Void'

/** 办件 */
export default function Index() {
  return (
    <Page title="办件" tab="applications">
      <Void title="办件" />
    </Page>
  )
}
