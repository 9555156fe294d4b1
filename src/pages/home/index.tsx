import { Page } from '@/shared/ui/Page'
import { Void } from '@/shared/ui/Void'

/** 码上帮办 */
export default function Index() {
  return (
    <Page title="码上帮办" tab="home">
      <Void title="码上帮办" />
    </Page>
  )
}
