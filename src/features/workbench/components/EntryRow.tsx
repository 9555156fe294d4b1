import { Text, View } from '@tarojs/components'
import { pressable } from '@/shared/ui/a11y'
import { Btn } from '@/shared/ui/Btn'
import { cx } from '@/shared/ui/cx'
import { Icon } from '@/shared/ui/Icon'
import { Tag, type Tone } from '@/shared/ui/Tag'
import type { Entry } from '../model'

const COLOR = { late: 'cr', soon: 'ca', still: 'c2' } as const

function tagTone(entry: Entry): Tone {
  if (entry.tone === 'late') return 'late'
  if (entry.kind === 'member') return 'wait'
  return entry.tone === 'still' ? 'neutral' : 'go'
}

interface Props {
  entry: Entry
  /** The most urgent one has the button; the others are opened by a tap on the row. */
  first: boolean
  onOpen: () => void
}

/** A row of the staff home: what is left, what it is, whose. */
export function EntryRow({ entry, first, onOpen }: Props) {
  const facts = (
    <View className="f1">
      <View className="row g8 wrap">
        <Tag tone={tagTone(entry)}>{entry.stage}</Tag>
        <Text className={cx('b', entry.tone && COLOR[entry.tone])}>{entry.left}</Text>
      </View>
      <View className="h mt8">{entry.title}</View>
      <View className="t15 c2">{entry.sub}</View>
      {first && (
        <View className="mt8">
          <Btn kind="main" block onClick={onOpen} label={`${entry.action}，${entry.title}`}>
            {entry.action}
          </Btn>
        </View>
      )}
    </View>
  )
  if (first) return <View className="cell top">{facts}</View>
  return (
    <View
      className="cell top"
      {...pressable(onOpen, {
        role: 'button',
        label: `${entry.stage}，${entry.left}，${entry.title}，${entry.sub}`,
      })}
    >
      {facts}
      <Icon name="right" size="s" className="c3" />
    </View>
  )
}
