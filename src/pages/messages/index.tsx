import { View } from '@tarojs/components'
import { Inbox } from '@/features/conversations/components/Inbox'
import { SideBySide } from '@/features/conversations/components/SideBySide'
import { SignInFirst, WhyEmpty } from '@/features/conversations/components/WhyEmpty'
import { useConversations } from '@/features/conversations/hooks'
import { pendingIn } from '@/features/conversations/pending'
import { useMe } from '@/platform/me'
import { useOutbox, useOutboxView } from '@/platform/outbox/my-outbox'
import { isStuck } from '@/platform/outbox/world'
import { useSession } from '@/platform/session'
import type { Me } from '@/shared/contract'
import { go } from '@/shared/go'
import { useRefreshOnShow } from '@/shared/refresh-on-show'
import { routes } from '@/shared/routes'
import { Card } from '@/shared/ui/Card'
import { Cell } from '@/shared/ui/Cell'
import { DeskPage } from '@/shared/ui/DeskPage'
import { Page } from '@/shared/ui/Page'
import { QueryView } from '@/shared/ui/QueryView'
import { Skeleton } from '@/shared/ui/Skeleton'
import { useWide } from '@/shared/ui/wide'

const OFFLINE = '网络断了，看到的是上次的内容。写的消息先存在本机，连上会自动发。'

/** 消息: an owner's conversation with the officer, an officer's inbox. */
export default function Messages() {
  const session = useSession()
  const me = useMe()
  if (session === null) {
    return (
      <Page title="消息" tab="messages">
        <SignInFirst />
      </Page>
    )
  }
  if (me.data) return <Signed me={me.data} />
  return (
    <Page title="消息" tab="messages" offlineText={OFFLINE}>
      <QueryView query={me} safe="消息没打开，之前说的都在">
        {() => null}
      </QueryView>
    </Page>
  )
}

function Signed({ me }: { me: Me }) {
  const wide = useWide()
  const conversations = useConversations()
  const box = useOutboxView(useOutbox())
  useRefreshOnShow(conversations)
  const unsent = new Set(
    pendingIn(box).flatMap((entry) => (isStuck(entry, box) ? [entry.body.conversationId] : [])),
  )
  const staff = me.staff !== null
  const appeals = (
    <Cell
      icon="flag"
      title={staff ? '企业诉求' : '我的诉求'}
      sub={staff ? '谁在办、还剩多久' : '事情卡住了、有意见，从这里提'}
      onClick={() => go(routes.appeals())}
    />
  )

  if (wide && staff && conversations.data && conversations.data.length > 0) {
    return (
      <DeskPage me={me} title="消息" tab="messages" offlineText={OFFLINE}>
        <SideBySide
          conversations={conversations.data}
          me={me}
          unsent={unsent}
          below={<View className="inbox__more">{appeals}</View>}
        />
      </DeskPage>
    )
  }
  return (
    <Page title="消息" tab="messages" offlineText={OFFLINE}>
      <QueryView
        query={conversations}
        skeleton={<Skeleton kind="mat" rows={staff ? 4 : 1} />}
        safe="消息没打开，之前说的都在"
        isEmpty={(list) => list.length === 0}
        empty={<WhyEmpty me={me} />}
      >
        {(list) => (
          <Card flush>
            <Inbox
              conversations={list}
              staff={staff}
              unsent={unsent}
              onOpen={(conversation) => go(routes.conversation(conversation.id))}
            />
          </Card>
        )}
      </QueryView>
      <Card flush>{appeals}</Card>
    </Page>
  )
}
