import { CancelForm } from '@/features/privacy/components/CancelForm'
import { OpenMatters } from '@/features/privacy/components/OpenMatters'
import { useCancellation } from '@/features/privacy/hooks'
import { NeedSignIn } from '@/features/session/components/NeedSignIn'
import { useRefreshOnShow } from '@/shared/refresh-on-show'
import { routes } from '@/shared/routes'
import { Note } from '@/shared/ui/Note'
import { Page } from '@/shared/ui/Page'
import { QueryView } from '@/shared/ui/QueryView'
import { Skeleton } from '@/shared/ui/Skeleton'

function Content() {
  const preview = useCancellation()
  useRefreshOnShow(preview)
  return (
    <QueryView query={preview} skeleton={<Skeleton kind="card" rows={3} />} safe="没打开，账号没有动">
      {(data) =>
        data.open.length > 0 ? (
          <>
            <Note tone="wait" title="还有事没办完，现在不能注销">
              这些事只有你能接着办。处理好了，再回到这里。
            </Note>
            <OpenMatters open={data.open} />
          </>
        ) : (
          <>
            <Note icon="download">想留一份，先回上一页“导出我的数据”，注销后就没有了。</Note>
            <CancelForm preview={data} />
          </>
        )
      }
    </QueryView>
  )
}

/** 注销账号: what stands against it, or what happens then, the word to type, and the end. */
export default function CancelAccount() {
  return (
    <NeedSignIn title="注销账号" back={routes.cancelAccount()}>
      <Page title="注销账号">
        <Content />
      </Page>
    </NeedSignIn>
  )
}
