import { View } from '@tarojs/components'
import type { SlotDay } from '@/shared/contract'
import { a11y } from '@/shared/ui/a11y'
import { Card } from '@/shared/ui/Card'
import { Days } from '@/shared/ui/Days'
import { Slots } from '@/shared/ui/Slots'
import { dateWithWeekday } from '@/shared/words/dates'
import { dayChoice, halfDays, openDays, restNote } from '../days'

interface Props {
  days: SlotDay[]
  now: number
  day: string | null
  slot: string | null
  onDay: (day: string) => void
  onSlot: (slot: string) => void
}

/** The open days, then the times of the chosen one. */
export function SlotPicker({ days, now, day, slot, onDay, onSlot }: Props) {
  const open = openDays(days)
  const chosen = open.find((each) => each.day === day)
  const note = restNote(days, open)
  return (
    <>
      <View {...a11y({ role: 'radiogroup', label: '哪一天' })}>
        <Days days={open.map((each) => dayChoice(each, now))} value={day} onChange={onDay} />
      </View>
      {note && <View className="t15 c2">{note}</View>}
      {chosen && (
        <Card>
          <View className="h">{dateWithWeekday(`${chosen.day}T12:00:00+08:00`, now)}</View>
          {halfDays(chosen).map((half) => (
            <View key={half.name} {...a11y({ role: 'radiogroup', label: half.name })}>
              <View className="t15 c2 mt8">{half.name}</View>
              <Slots slots={half.slots} value={slot} onChange={onSlot} />
            </View>
          ))}
        </Card>
      )}
    </>
  )
}
