import { NeedSignIn } from '@/features/session/components/NeedSignIn'
import { TABS } from '@/shared/routes'
import { Page } from '@/shared/ui/Page'
import { OwnerApplications } from './OwnerApplications'

/** 办件 */
export default function Index() {
  return (
    <NeedSignIn title="办件" tab="applications" back={TABS.applications} why="登录后能看到你的办件">
      <Page title="办件" tab="applications">
        <OwnerApplications />
      </Page>
    </NeedSignIn>
  )
}
