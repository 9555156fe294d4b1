import { View } from '@tarojs/components'
import { type ReactNode, useState } from 'react'
import type { ConversationSummary, Me } from '@/shared/contract'
import { Void } from '@/shared/ui/Void'
import { useLiveThread } from '../hooks'
import { inboxOrder } from '../model'
import { Conversation } from './Conversation'
import { Inbox } from './Inbox'

interface Props {
  conversations: readonly ConversationSummary[]
  me: Me
  unsent: ReadonlySet<string>
  /** Under the list. */
  below?: ReactNode
}

/** The inbox on a desk: the list at the left, the conversation at the right. */
export function SideBySide({ conversations, me, unsent, below }: Props) {
  const [chosen, setChosen] = useState<string | null>(null)
  const current = conversations.find((each) => each.id === chosen) ?? inboxOrder(conversations)[0] ?? null
  return (
    <View className="inbox">
      <View className="inbox__list">
        <Inbox
          conversations={conversations}
          staff
          unsent={unsent}
          current={current?.id ?? null}
          onOpen={(conversation) => setChosen(conversation.id)}
        />
        {below}
      </View>
      {current ? (
        <Pane key={current.id} conversation={current} me={me} />
      ) : (
        <View className="inbox__pane">
          <Void icon="chat" title="还没有企业的消息" sub="企业发来消息，会出现在左边" />
        </View>
      )}
    </View>
  )
}

function Pane({ conversation, me }: { conversation: ConversationSummary; me: Me }) {
  const typing = useLiveThread(conversation.id, me.id)
  return (
    <View className="inbox__pane">
      <View className="inbox__head">
        <View className="h f1">{conversation.enterprise_name}</View>
        {typing && <View className="t15 cg">{typing}正在输入…</View>}
      </View>
      <Conversation id={conversation.id} me={me} enterpriseId={conversation.enterprise_id} />
    </View>
  )
}
