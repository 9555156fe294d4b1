import { Text, View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import { type ReactNode, useEffect } from 'react'
import { useOnline } from '../online'
import { useLargeFont } from '../theme/large-font'
import { a11y } from './a11y'
import { cx } from './cx'
import { ErrorBoundary } from './ErrorBoundary'
import { Icon } from './Icon'
import { InterruptSheet } from './InterruptSheet'
import { LostSession } from './LostSession'
import { NavBar } from './NavBar'
import { TabBar, type TabKey } from './TabBar'
import { setWindowTitle } from './window'

interface Props {
  title: string
  children: ReactNode
  /** A tab page: no back button, the tab bar below. */
  tab?: TabKey
  back?: boolean | (() => void)
  /** White title bar with a hairline: forms and steps of a task. */
  white?: boolean
  aside?: ReactNode
  sub?: ReactNode
  /** A Foot. */
  foot?: ReactNode
  /** Sheets: outside the body, so that its gaps do not count them. */
  over?: ReactNode
  /** Staff pages: the whole width of a desk, no title bar of their own on it. */
  wide?: boolean
  /** No title bar: the page draws its own head (a DeskFrame). */
  bare?: boolean
  /** No padding: the page lays itself out. */
  flush?: boolean
  /** Exactly as high as the window: the page scrolls inside itself (a conversation). */
  fill?: boolean
  /** A page on which one decides about such a question: nothing is put over it. */
  calm?: boolean
  /** What offline means here: 网络不好，已保存在手机。连上后自动提交。 */
  offlineText?: string
}

/** Root of every page: title bar, body, foot or tab bar, large-font mode, the offline line, a net for faults. */
export function Page(props: Props) {
  const { title, children, tab, back, white, aside, sub, foot, over, wide, bare, flush, fill } = props
  const [large] = useLargeFont()
  const online = useOnline()
  useDidShow(() => setWindowTitle(title))
  useEffect(() => setWindowTitle(title), [title])
  return (
    <View className={cx('screen', !wide && 'screen--phone', large && 'lf', fill && 'screen--fill')}>
      {!bare && <NavBar title={title} back={tab ? false : back} white={white} aside={aside} sub={sub} />}
      {!online && (
        <View className="offline" {...a11y({ role: 'status' })}>
          <Icon name="offline" size="s" />
          <Text className="f1">{props.offlineText ?? '网络断了，这是上次看到的，连上自动更新。'}</Text>
        </View>
      )}
      <LostSession />
      <View className={cx('body', white && 'body--task', flush && 'body--flush')}>
        <ErrorBoundary>{children}</ErrorBoundary>
      </View>
      {foot}
      {tab && <TabBar current={tab} />}
      {over}
      {!props.calm && <InterruptSheet />}
    </View>
  )
}
