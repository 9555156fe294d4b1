import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { QRow } from '@/shared/ui/QRow'
import { Void } from '@/shared/ui/Void'
import type { Entry } from '../model'

interface Props {
  entries: readonly Entry[]
  /** Something was typed into the search. */
  narrowed: boolean
  current: string | null
  onPick: (entry: Entry) => void
  /** Other places of the desk, below the list. */
  children?: ReactNode
}

/** The queue at the left of the desk, by working time left. */
export function QueueList({ entries, narrowed, current, onPick, children }: Props) {
  return (
    <View className="desk__list">
      <View className="row between desk__lh">
        <View className="b t17">{`我手里 ${entries.length} 件`}</View>
        <View className="t13 c2">剩余时间少的在前</View>
      </View>
      {entries.length === 0 && (
        <Void
          icon={narrowed ? 'search' : 'check'}
          title={narrowed ? '没有对得上的' : '现在没有等你办的'}
          sub={narrowed ? '换个词试试' : '有新的会自己出现'}
        />
      )}
      {entries.map((entry) => (
        <QRow key={entry.id} {...entry} current={entry.id === current} onClick={() => onPick(entry)} />
      ))}
      <View className="row wrap g24 desk__more">{children}</View>
    </View>
  )
}
