import { AccessLogCard } from '@/features/privacy/components/AccessLogCard'
import { useAccessLog } from '@/features/privacy/hooks'
import { NeedSignIn } from '@/features/session/components/NeedSignIn'
import { useRefreshOnShow } from '@/shared/refresh-on-show'
import { routes } from '@/shared/routes'
import { Btn } from '@/shared/ui/Btn'
import { Card } from '@/shared/ui/Card'
import { Note } from '@/shared/ui/Note'
import { Page } from '@/shared/ui/Page'
import { QueryView } from '@/shared/ui/QueryView'
import { Void } from '@/shared/ui/Void'

function List() {
  const log = useAccessLog()
  useRefreshOnShow(log)
  return (
    <QueryView
      query={log}
      safe="记录没打开，没有丢"
      isEmpty={(entries) => entries.length === 0}
      empty={
        <Card>
          <Void icon="eye" title="还没有人看过" sub="有工作人员看了你完整的手机号或证件号，会记在这里" />
        </Card>
      }
    >
      {(entries) => (
        <>
          <AccessLogCard entries={entries} now={Date.now()} />
          {log.hasNextPage && (
            <Btn block busy={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
              看更早的
            </Btn>
          )}
        </>
      )}
    </QueryView>
  )
}

/** 谁看过我的信息: who saw a whole telephone or ID number of mine, when and why. */
export default function SeenBy() {
  return (
    <NeedSignIn title="谁看过我的信息" back={routes.seenBy()}>
      <Page title="谁看过我的信息">
        <Note icon="lock">工作人员平时看到的手机号、证件号遮住了中间几位。要看完整的，得写明原因。</Note>
        <List />
      </Page>
    </NeedSignIn>
  )
}
