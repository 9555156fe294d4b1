import type { ReactNode } from 'react'
import { NeedSignIn } from '@/features/session/components/NeedSignIn'
import { useMe } from '@/platform/me'
import type { Me, Role } from '@/shared/contract'
import { go } from '@/shared/go'
import { TABS } from '@/shared/routes'
import { Btn } from '@/shared/ui/Btn'
import { Card } from '@/shared/ui/Card'
import { Page } from '@/shared/ui/Page'
import { QueryView } from '@/shared/ui/QueryView'
import { Void } from '@/shared/ui/Void'

interface Props {
  title: string
  /** Where to come back to after signing in. */
  back: string
  /** Any of these; the database decides again on each call. */
  roles: readonly Role[]
  /** Said to others: 这一页是助企专员用的. */
  whose: string
  /** Draws its own Page. */
  children: (me: Me) => ReactNode
}

/** A staff page before it is known who looks at it. */
export function OfficerOnly({ title, back, roles, whose, children }: Props) {
  const me = useMe()
  if (me.data?.staff?.roles.some((role) => roles.includes(role))) return <>{children(me.data)}</>
  return (
    <NeedSignIn title={title} back={back}>
      <Page title={title}>
        <QueryView query={me} safe="这一页没打开，办件没有问题">
          {() => (
            <Card>
              <Void icon="lock" title={whose} sub="你的账号没有这个角色。需要的话，请系统管理员加上">
                <Btn kind="line" onClick={() => go(TABS.home)}>
                  回首页
                </Btn>
              </Void>
            </Card>
          )}
        </QueryView>
      </Page>
    </NeedSignIn>
  )
}
