import { Text, View } from '@tarojs/components'
import type { Slot, SlotDay } from '@/shared/contract'
import { toAppError } from '@/shared/errors'
import { pressable } from '@/shared/ui/a11y'
import { ask } from '@/shared/ui/ask'
import { cx } from '@/shared/ui/cx'
import { Note } from '@/shared/ui/Note'
import { clockTime } from '@/shared/words/dates'
import { useCloseSlot } from '../hooks'
import { dayTitle } from '../model'

/** The open times of one day; a free one is taken back by a tap, after asking. */
export function DaySlots({ day }: { day: SlotDay }) {
  const close = useCloseSlot()
  const refused = close.error ? toAppError(close.error) : null
  const takeBack = async (slot: Slot) => {
    if (close.isPending) return
    const yes = await ask({
      title: `收回 ${clockTime(slot.starts_at)} 这个时间？`,
      content: '企业就看不到、也约不了它了。以后可以再开。',
      yes: '收回',
      no: '留着',
    })
    if (yes) close.mutate(slot.id)
  }
  return (
    <View className="col g8">
      {day.slots.length === 0 ? (
        <View className="t15 c2">
          {dayTitle(day.day, Date.now())}还没开放时间。在下面选一段，企业就能约。
        </View>
      ) : (
        <>
          <View className="t15 c2">点空着的时间可以收回；约出去的要和企业商量，由企业改时间或取消。</View>
          <View className="slots">
            {day.slots.map((slot) => {
              const free = slot.state === 'free'
              const going = close.isPending && close.variables === slot.id
              const word = going ? '正在收回' : free ? '空着' : '有人约'
              return (
                <View
                  key={slot.id}
                  className={cx('slot', !free && 'slot--off')}
                  {...pressable(free ? () => void takeBack(slot) : undefined, {
                    role: 'button',
                    label: `${clockTime(slot.starts_at)}，${word}${free ? '，收回' : ''}`,
                  })}
                >
                  <Text>{clockTime(slot.starts_at)}</Text>
                  <Text className="slot__w">{word}</Text>
                </View>
              )
            })}
          </View>
        </>
      )}
      {refused && (
        <Note tone="late" alert title={refused.code === 'BB010' ? '刚刚有企业约了这个时间' : refused.message}>
          {refused.code === 'BB010' ? '没有收回。要改期，和企业商量后由企业改' : refused.hint}
        </Note>
      )}
    </View>
  )
}
