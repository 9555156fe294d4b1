import { LargeSwitch } from '@/features/home/components/LargeSwitch'
import { useHome } from '@/features/home/hooks'
import { StaffHome } from '@/features/workbench/components/StaffHome'
import { useFace } from '@/shared/face'
import { useRefreshOnShow } from '@/shared/refresh-on-show'
import { Page } from '@/shared/ui/Page'
import { QueryView } from '@/shared/ui/QueryView'
import { Skeleton } from '@/shared/ui/Skeleton'
import { OwnerHome } from './OwnerHome'

/** 首页: the owner's face, or the workbench for who has staff roles; who is both chooses under 我的. */
export default function HomePage() {
  const home = useHome()
  useRefreshOnShow(home)
  const staff = useFace(home.data?.me) === 'staff'
  return (
    <Page title={staff ? '工作台' : '码上帮办'} tab="home" aside={<LargeSwitch />}>
      <QueryView
        query={home}
        skeleton={<Skeleton kind="card" rows={4} />}
        safe="首页没打开，你的办件没有问题"
      >
        {(data) => (staff ? <StaffHome /> : <OwnerHome home={data} />)}
      </QueryView>
    </Page>
  )
}
