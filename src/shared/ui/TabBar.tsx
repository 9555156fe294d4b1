import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useUnread } from '../unread'
import { a11y, pressable } from './a11y'
import { cx } from './cx'
import { Icon } from './Icon'
import type { IconName } from './icon-names'

export type TabKey = 'home' | 'applications' | 'messages' | 'me'

const TABS: { key: TabKey; text: string; icon: IconName }[] = [
  { key: 'home', text: '首页', icon: 'home' },
  { key: 'applications', text: '办件', icon: 'doc' },
  { key: 'messages', text: '消息', icon: 'chat' },
  { key: 'me', text: '我的', icon: 'user' },
]

/** The four tabs. Part of the page on both targets, so that it shares the page's state and large-font mode. */
export function TabBar({ current }: { current: TabKey }) {
  const unread = useUnread()
  return (
    <View className="tabbar" {...a11y({ role: 'tablist', label: '主导航' })}>
      {TABS.map((tab) => {
        const on = tab.key === current
        const count = tab.key === 'messages' ? unread : 0
        const open = () => {
          if (!on) void Taro.switchTab({ url: `/pages/${tab.key}/index` })
        }
        return (
          <View
            key={tab.key}
            className={cx('tabbar__i', on && 'tabbar__i--on')}
            {...pressable(open, {
              role: 'tab',
              selected: on,
              label: count > 0 ? `${tab.text}，${count} 条未读` : tab.text,
            })}
          >
            <Icon name={tab.icon} />
            <Text>{tab.text}</Text>
            {count > 0 && <Text className="badge">{count > 99 ? '99+' : count}</Text>}
          </View>
        )
      })}
    </View>
  )
}
