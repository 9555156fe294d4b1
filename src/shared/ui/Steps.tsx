import { Text, View } from '@tarojs/components'
import { cx } from './cx'
import { Icon } from './Icon'

const NAMES = ['审前帮办', '受理审批', '统一出件'] as const

interface Props {
  /** The step that runs now: 0, 1 or 2; 3 when all are done. */
  now: 0 | 1 | 2 | 3
  /** A word under each step: 已看过, 正在这步, 还没到. */
  notes?: readonly [string, string, string]
  /** 审前帮办 was not used: no tick for what did not happen. */
  skipped?: boolean
}

/** 三步: the same three steps everywhere. */
export function Steps({ now, notes, skipped }: Props) {
  const done = (at: number) => at < now && !(at === 0 && skipped)
  return (
    <View className="steps">
      {NAMES.map((name, at) => (
        <View
          key={name}
          className={cx('steps__i', done(at) && 'steps__i--done', at === now && 'steps__i--now')}
        >
          {at > 0 && <View className="steps__line" />}
          <View className="steps__d">
            {done(at) ? <Icon name="check" size="xs" /> : <Text>{at + 1}</Text>}
          </View>
          <Text>{name}</Text>
          {notes && <Text className="steps__n">{notes[at]}</Text>}
        </View>
      ))}
    </View>
  )
}
