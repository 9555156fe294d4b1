import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import type { ApplicationDetail } from '@/shared/contract'
import { AppError, toAppError } from '@/shared/errors'
import { go, replace } from '@/shared/go'
import { routes } from '@/shared/routes'
import { Btn } from '@/shared/ui/Btn'
import { Card } from '@/shared/ui/Card'
import { ErrorState } from '@/shared/ui/ErrorState'
import { Link } from '@/shared/ui/Link'
import { Note } from '@/shared/ui/Note'
import { Page } from '@/shared/ui/Page'
import { Skeleton } from '@/shared/ui/Skeleton'
import { Void } from '@/shared/ui/Void'
import type { Draft } from '../use-draft'

interface Props {
  /** Of the page until the item's name is known. */
  title: string
  draft: Draft
  /** Address of this page, to come back to after signing in. */
  here: string
  skeleton?: ReactNode
  children: (detail: ApplicationDetail) => ReactNode
}

/** To the sign-in and back here; nothing typed is lost, it is on the device. */
export function goSignIn(here: string): void {
  go(routes.signIn(here))
}

/** The page of a draft; until it is there, what stands in the way: coming, no session, not found, filed already. */
export function DraftGate(props: Props) {
  const { detail } = props.draft
  if (detail?.state === 'draft') return <>{props.children(detail)}</>
  return (
    <Page title={detail?.item_name ?? props.title} white>
      <InTheWay {...props} />
    </Page>
  )
}

function InTheWay({ draft, here, skeleton }: Props) {
  const { detail, query, session } = draft
  if (detail) {
    return (
      <Card>
        <Void icon="check" title="这一件已经交上去了" sub="要看办到哪了，去看进度">
          <Btn kind="line" onClick={() => replace(routes.timeline(detail.id))}>
            看进度
          </Btn>
        </Void>
      </Card>
    )
  }
  const error = query.error ? toAppError(query.error) : null
  if (session === null || error?.code === 'signed_out') {
    return (
      <Card>
        <ErrorState error={new AppError('signed_out', '先登录，再接着填', '登录后回到这里，填过的都在')}>
          <Btn kind="main" onClick={() => goSignIn(here)}>
            去登录
          </Btn>
        </ErrorState>
      </Card>
    )
  }
  if (error) {
    return (
      <Card>
        <ErrorState
          error={error}
          safe={error.code.startsWith('BB') ? undefined : '草稿没打开，你填过的都在'}
          onRetry={() => void query.refetch()}
        />
      </Card>
    )
  }
  return <>{skeleton ?? <Skeleton kind="card" rows={2} />}</>
}

/** The session ended in the middle: says that nothing is lost, and the way back in. */
export function SignedOutNote({ draft, here }: { draft: Draft; here: string }) {
  if (!isSignedOut(draft)) return null
  return (
    <Note tone="wait" title="登录过期了，你填的都还在" alert>
      <View>登录后回到这里，接着办。</View>
      <Link chevron onClick={() => goSignIn(here)}>
        去登录
      </Link>
    </Note>
  )
}

/** Whether saving waits for the person to sign in again. */
export function isSignedOut(draft: Draft): boolean {
  return draft.session === null || draft.state?.problem?.code === 'signed_out'
}
