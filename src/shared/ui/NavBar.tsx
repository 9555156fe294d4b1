import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import type { ReactNode } from 'react'
import { a11y, pressable } from './a11y'
import { cx } from './cx'
import { Icon } from './Icon'
import { windowFacts } from './window'

interface Props {
  title: string
  /** false on tab pages; a function to ask or save before leaving. */
  back?: boolean | (() => void)
  white?: boolean
  /** Beside the title of a tab page: the 大字 switch. */
  aside?: ReactNode
  /** Second line under the title. */
  sub?: ReactNode
}

/** Back one page; opened directly (a scanned code, a shared link) there is none, then home. */
export function goBack(): void {
  if (Taro.getCurrentPages().length > 1) void Taro.navigateBack()
  else void Taro.switchTab({ url: '/pages/home/index' })
}

/** Title bar of 44 px; its right end stays free for WeChat's capsule. */
export function NavBar({ title, back = true, white, aside, sub }: Props) {
  const { statusBar, capsule } = windowFacts()
  const leave = typeof back === 'function' ? back : goBack
  return (
    <View className={cx('head', white && 'head--white')} style={{ paddingTop: `${statusBar}px` }}>
      <View
        className={cx('nav', !back && 'nav--plain', aside !== undefined && 'nav--aside')}
        style={{ paddingRight: `${capsule}px` }}
      >
        {back && (
          <View className="nav__back" {...pressable(leave, { role: 'button', label: '返回' })}>
            <Icon name="left" />
          </View>
        )}
        <View className="nav__title" {...a11y({ role: 'heading' })}>
          {title}
        </View>
        {aside}
      </View>
      {sub && <View className="subhead">{sub}</View>}
    </View>
  )
}
