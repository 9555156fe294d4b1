import { View } from '@tarojs/components'
import { Fragment } from 'react'
import { AppealRow } from '@/features/appeals/components/AppealRow'
import { useAppeals } from '@/features/appeals/hooks'
import { grouped } from '@/features/appeals/model'
import { useMe, useMyEnterprise } from '@/platform/me'
import { useSession } from '@/platform/session'
import type { Me } from '@/shared/contract'
import { go } from '@/shared/go'
import { useRefreshOnShow } from '@/shared/refresh-on-show'
import { routes } from '@/shared/routes'
import { Btn } from '@/shared/ui/Btn'
import { Card } from '@/shared/ui/Card'
import { DeskPage } from '@/shared/ui/DeskPage'
import { Foot } from '@/shared/ui/Foot'
import { Page } from '@/shared/ui/Page'
import { QueryView } from '@/shared/ui/QueryView'
import { Sec } from '@/shared/ui/Sec'
import { Skeleton } from '@/shared/ui/Skeleton'
import { Void } from '@/shared/ui/Void'
import { useWide } from '@/shared/ui/wide'

/** 诉求: an owner's own, or those a staff member may see. */
export default function Appeals() {
  const session = useSession()
  const me = useMe()
  if (me.data) return <Signed me={me.data} />
  return (
    <Page title="诉求">
      {session === null ? (
        <Card>
          <Void icon="flag" title="登录后能提诉求" sub="事情卡住了、有意见，都能提">
            <Btn kind="main" onClick={() => go(routes.signIn(routes.appeals()))}>
              去登录
            </Btn>
          </Void>
        </Card>
      ) : (
        <QueryView query={me} safe="诉求没打开，之前提的都在">
          {() => null}
        </QueryView>
      )}
    </Page>
  )
}

function Signed({ me }: { me: Me }) {
  const enterprise = useMyEnterprise()
  const staff = me.staff !== null
  const appeals = useAppeals(staff ? null : (enterprise?.id ?? null), staff || enterprise !== null)
  useRefreshOnShow(appeals)
  const may = enterprise?.state === 'active'
  const foot = may && (
    <Foot>
      <Btn kind="main" block onClick={() => go(routes.appealNew())}>
        提诉求
      </Btn>
    </Foot>
  )
  const wide = useWide()
  const content =
    !staff && enterprise === null ? (
      <Card>
        <Void icon="store" title="先绑定企业" sub="绑定后就能提诉求">
          <Btn kind="main" onClick={() => go(routes.bind(routes.appeals()))}>
            绑定企业
          </Btn>
        </Void>
      </Card>
    ) : (
      <QueryView
        query={appeals}
        skeleton={<Skeleton kind="card" rows={2} />}
        safe="诉求没打开，之前提的都在"
        isEmpty={(list) => list.length === 0}
        empty={
          <Card>
            <Void
              icon="flag"
              title={staff ? '没有诉求' : '还没有提过诉求'}
              sub={staff ? '分给你的会出现在这里，最急的在前' : '事情卡住了、材料说不清、有意见，都从这里提'}
            />
          </Card>
        }
      >
        {(list) =>
          grouped(list, me.id, staff).map((group) => (
            <Fragment key={group.key}>
              <Sec title={group.title} />
              <Card flush>
                {group.appeals.map((appeal) => (
                  <AppealRow
                    key={appeal.id}
                    appeal={appeal}
                    eye={group.eye}
                    onOpen={() => go(routes.appeal(appeal.id))}
                  />
                ))}
              </Card>
            </Fragment>
          ))
        }
      </QueryView>
    )
  if (wide && staff) {
    return (
      <DeskPage me={me} title="企业诉求" tab="appeals">
        <View className="desk__column">{content}</View>
      </DeskPage>
    )
  }
  return (
    <Page title={staff ? '企业诉求' : '我的诉求'} foot={foot}>
      {content}
    </Page>
  )
}
