import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { cx } from './cx'

export interface TimelineEntry {
  key: string
  /** now: your turn (amber). run: somebody works (blue). done (green). no: refused (red). next: to come (ring). */
  state: 'now' | 'run' | 'done' | 'no' | 'next'
  /** Who did what. */
  title: ReactNode
  /** When. */
  line?: ReactNode
  /** What was said, or a link to a document. */
  more?: ReactNode
}

interface Props {
  /** Newest first. */
  entries: TimelineEntry[]
}

/** What happened, newest first. */
export function Timeline({ entries }: Props) {
  return (
    <View>
      {entries.map((entry, at) => {
        const last = at === entries.length - 1
        return (
          <View key={entry.key} className={cx('tl__i', `tl__i--${entry.state}`, last && 'tl__i--last')}>
            {!last && <View className="tl__line" />}
            <View className="tl__d">
              <View className="tl__p" />
            </View>
            <View className="f1">
              <View className="h">{entry.title}</View>
              {entry.line && <View className="t15 c2">{entry.line}</View>}
              {entry.more && <View className="t15">{entry.more}</View>}
            </View>
          </View>
        )
      })}
    </View>
  )
}
