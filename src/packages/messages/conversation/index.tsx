import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { Conversation } from '@/features/conversations/components/Conversation'
import { SignInFirst } from '@/features/conversations/components/WhyEmpty'
import { useLiveThread, useThread } from '@/features/conversations/hooks'
import { replyWords } from '@/features/conversations/model'
import { AskReminder } from '@/features/reminders/components/AskReminder'
import { useMe } from '@/platform/me'
import { useSession } from '@/platform/session'
import type { Me } from '@/shared/contract'
import { useRefreshOnShow } from '@/shared/refresh-on-show'
import { Page } from '@/shared/ui/Page'
import { QueryView } from '@/shared/ui/QueryView'

const OFFLINE = '网络断了。写的消息先存在本机，连上会自动按顺序发。'

/** One conversation, for both sides. */
export default function ConversationPage() {
  const { id = '' } = useRouter().params
  const session = useSession()
  const me = useMe()
  if (me.data) return <Signed key={id} id={id} me={me.data} />
  return (
    <Page title="消息" white>
      {session === null ? (
        <SignInFirst />
      ) : (
        <QueryView query={me} safe="消息没打开，之前说的都在">
          {() => null}
        </QueryView>
      )}
    </Page>
  )
}

function Signed({ id, me }: { id: string; me: Me }) {
  const thread = useThread(id)
  const typing = useLiveThread(id, me.id)
  useRefreshOnShow(thread)
  const enterprise = me.enterprises.find((each) => each.conversation_id === id)
  const officer = thread.data?.conversation.officer ?? enterprise?.officer ?? null
  const owner = enterprise !== undefined
  const title = owner
    ? (officer?.display_name ?? '我的专员')
    : (thread.data?.conversation.enterprise_name ?? '消息')
  const line = typing ? `${typing}正在输入…` : owner ? officer && replyWords(officer) : null
  const lively = typing !== null || (officer?.usual_reply_minutes ?? null) !== null
  return (
    <Page
      title={title}
      white
      fill
      flush
      offlineText={OFFLINE}
      sub={line ? <View className={lively ? 't15 cg' : 't15 c2'}>{line}</View> : undefined}
    >
      <Conversation
        id={id}
        me={me}
        enterpriseId={enterprise?.id ?? null}
        afterFirst={owner && <AskReminder moment="wrote" why="专员回复了，可以在微信里告诉你。" />}
      />
    </Page>
  )
}
