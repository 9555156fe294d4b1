import { Text, View } from '@tarojs/components'
import type { HeldContent } from '@/shared/contract'
import { pressable } from '@/shared/ui/a11y'
import { cx } from '@/shared/ui/cx'
import { Tag } from '@/shared/ui/Tag'
import { pastWords } from '@/shared/words/dates'
import { lineOf, subjectWords, tagOf, whoseWords } from '../model'

interface Props {
  items: readonly HeldContent[]
  /** The one that is shown beside the list. */
  current: string | null
  onPick: (item: HeldContent) => void
}

/** What is held, one row a piece: what it is, how it begins, whose, since when. */
export function HeldRows({ items, current, onPick }: Props) {
  const now = Date.now()
  return (
    <View>
      {items.map((item) => {
        const on = item.id === current
        const tag = tagOf(item)
        const when = pastWords(item.decision?.at ?? item.held_at, now)
        return (
          <View
            key={item.id}
            className={cx('qrow dayrow', on && 'qrow--on')}
            {...pressable(() => onPick(item), {
              role: 'button',
              selected: on,
              label: `${tag.word}，${subjectWords(item)}，${lineOf(item)}，${whoseWords(item)}，${when}`,
            })}
          >
            <View className="f1 col g4">
              <View className="row g8 wrap">
                <Tag tone={tag.tone}>{tag.word}</Tag>
                <Text className="t15 c2">{subjectWords(item)}</Text>
              </View>
              <Text className={cx('held__line', on && 'b')}>{lineOf(item)}</Text>
              <Text className="t13 c2">{whoseWords(item)}</Text>
              <Text className="t13 c2">{when}</Text>
            </View>
          </View>
        )
      })}
    </View>
  )
}
