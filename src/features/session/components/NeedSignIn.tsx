import type { ReactNode } from 'react'
import { useSession } from '@/platform/session'
import { go } from '@/shared/go'
import { routes } from '@/shared/routes'
import { Btn } from '@/shared/ui/Btn'
import { Card } from '@/shared/ui/Card'
import { Page } from '@/shared/ui/Page'
import { Skeleton } from '@/shared/ui/Skeleton'
import type { TabKey } from '@/shared/ui/TabBar'
import { Void } from '@/shared/ui/Void'

interface Props {
  title: string
  /** Where to come back to when this page was opened directly. */
  back: string
  /** Why, in one line. */
  why?: string
  /** Set on a tab page. */
  tab?: TabKey
  children: ReactNode
}

/** A page that belongs to somebody: asks to sign in first, and comes back. */
export function NeedSignIn({ title, back, why, tab, children }: Props) {
  const session = useSession()
  if (session) return <>{children}</>
  return (
    <Page title={title} tab={tab}>
      {session === undefined ? (
        <Skeleton />
      ) : (
        <Card>
          <Void icon="user" title="先登录" sub={why ?? '登录后会回到这里'}>
            <Btn kind="main" onClick={() => go(routes.signIn(back))}>
              去登录
            </Btn>
          </Void>
        </Card>
      )}
    </Page>
  )
}
