import { Text, View } from '@tarojs/components'
import type { ConversationSummary } from '@/shared/contract'
import { Avatar } from '@/shared/ui/Avatar'
import { pressable } from '@/shared/ui/a11y'
import { cx } from '@/shared/ui/cx'
import { Icon } from '@/shared/ui/Icon'
import { inboxOrder, lastWords, previewWords } from '../model'

interface Props {
  conversations: readonly ConversationSummary[]
  /** Staff see the enterprise first, an owner the officer. */
  staff: boolean
  /** Conversations with a message that is still on this device. */
  unsent: ReadonlySet<string>
  current?: string | null
  onOpen: (conversation: ConversationSummary) => void
}

/** The list of conversations: unread on top, then the latest. */
export function Inbox({ conversations, staff, unsent, current, onOpen }: Props) {
  const now = Date.now()
  return (
    <>
      {inboxOrder(conversations).map((conversation) => {
        const { id, enterprise_name, officer, unread } = conversation
        const name = staff ? enterprise_name : (officer?.display_name ?? '专员还在分配')
        const when = lastWords(conversation.last_at, now)
        const preview = previewWords(conversation)
        return (
          <View
            key={id}
            className={cx('talkrow', current === id && 'talkrow--on')}
            {...pressable(() => onOpen(conversation), {
              role: 'button',
              selected: current === id,
              label: `${name}，${unread > 0 ? `${unread} 条未读，` : ''}${preview}，${when}`,
            })}
          >
            {staff ? (
              <View className="av av--grey">
                <Icon name="store" />
              </View>
            ) : (
              <Avatar name={name} />
            )}
            <View className="f1">
              <View className="row between g8">
                <Text className="talkrow__name">{name}</Text>
                <Text className="t13 c2 nw">{when}</Text>
              </View>
              {!staff && <View className="t13 c2 hide-lf">{enterprise_name}</View>}
              {staff && officer?.stand_in_for && (
                <View className="t13 c2 hide-lf">代{officer.stand_in_for}接</View>
              )}
              <View className="row between g8">
                <Text className={cx('talkrow__text', unsent.has(id) && 'cr')}>
                  {unsent.has(id) ? '有消息还没发出' : preview}
                </Text>
                {unread > 0 && <Text className="talkrow__n">{unread > 99 ? '99+' : unread}</Text>}
              </View>
            </View>
          </View>
        )
      })}
    </>
  )
}
