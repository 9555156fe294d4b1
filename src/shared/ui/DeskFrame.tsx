import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { COUNTY } from '../county'
import { go } from '../go'
import { routes, TABS } from '../routes'
import { useUnread } from '../unread'
import { Avatar } from './Avatar'
import { pressable } from './a11y'
import { cx } from './cx'

export type DeskTab = 'workbench' | 'schedule' | 'messages' | 'appeals'

const NAV: { key: DeskTab; text: string; url: () => string }[] = [
  { key: 'workbench', text: '工作台', url: () => routes.workbench() },
  { key: 'schedule', text: '视频核查', url: () => routes.schedule() },
  { key: 'messages', text: '消息', url: () => TABS.messages },
  { key: 'appeals', text: '诉求', url: () => routes.appeals() },
]

interface Props {
  /** null: a page that is none of them. */
  current: DeskTab | null
  person: { name: string; department: string }
  /** An Input that narrows what the page lists. */
  search?: ReactNode
  /** The parts of the desk side by side: `desk__list`, `desk__pane`. */
  children: ReactNode
}

/** The staff's desk on a wide screen: places at the top, the page's panes below. Inside a Page `wide flush bare`. */
export function DeskFrame({ current, person, search, children }: Props) {
  const unread = useUnread()
  return (
    <View className="desk">
      <View className="desk__top">
        <View className="row g8">
          <Text className="t17 b">码上帮办</Text>
          <Text className="c2">{COUNTY}</Text>
        </View>
        <View className="desk__nav">
          {NAV.map(({ key, text, url }) => (
            <View
              key={key}
              className={cx('desk__tab', key === current && 'desk__tab--on')}
              {...pressable(() => key !== current && go(url()), {
                role: 'tab',
                selected: key === current,
                label: key === 'messages' && unread > 0 ? `${text}，${unread} 条未读` : text,
              })}
            >
              <Text>{text}</Text>
              {key === 'messages' && unread > 0 && <Text className="desk__count">{unread}</Text>}
            </View>
          ))}
        </View>
        <View className="desk__search">{search}</View>
        <View className="f1" />
        <View className="row g8 tap" {...pressable(() => go(TABS.me), { role: 'button', label: '我的' })}>
          <Avatar name={person.name} small grey />
          <View>
            <View className="b">{person.name}</View>
            <View className="t13 c2">{person.department}</View>
          </View>
        </View>
      </View>
      <View className="desk__main">{children}</View>
    </View>
  )
}
