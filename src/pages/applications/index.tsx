import { NeedSignIn } from '@/features/session/components/NeedSignIn'
import { StaffApplications } from '@/features/workbench/components/StaffApplications'
import { useMe } from '@/platform/me'
import { useFace } from '@/shared/face'
import { TABS } from '@/shared/routes'
import { Page } from '@/shared/ui/Page'
import { OwnerApplications } from './OwnerApplications'

/** 办件: one's own, or for who has staff roles, what waits at the desk. */
export default function Index() {
  const me = useMe()
  const staff = useFace(me.data) === 'staff'
  return (
    <NeedSignIn title="办件" tab="applications" back={TABS.applications} why="登录后能看到你的办件">
      <Page title="办件" tab="applications">
        {staff ? <StaffApplications /> : <OwnerApplications />}
      </Page>
    </NeedSignIn>
  )
}
