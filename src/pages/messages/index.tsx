import { Page } from '@/shared/ui/Page'
import { Void } from '@/shared/ui/Void'

/** 消息 */
export default function Index() {
  return (
    <Page title="消息" tab="messages">
      <Void title="消息" />
    </Page>
  )
}
