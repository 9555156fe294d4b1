import { View } from '@tarojs/components'
import type { SlotDay } from '@/shared/contract'
import { Card } from '@/shared/ui/Card'
import { Days } from '@/shared/ui/Days'
import { Note } from '@/shared/ui/Note'
import { Sec } from '@/shared/ui/Sec'
import { useWide } from '@/shared/ui/wide'
import { dayChoice, dayTitle, workingDays } from '../model'
import { DaySlots } from './DaySlots'
import { OpenForm } from './OpenForm'

interface Props {
  days: readonly SlotDay[]
  day: string
  onDay: (day: string) => void
}

/** What enterprises may book: ten working days at a glance, the chosen one in full. */
export function SlotsEditor({ days, day, onDay }: Props) {
  const wide = useWide()
  const now = Date.now()
  const choices = workingDays(days).map((each) => dayChoice(each, now))
  const rows = wide ? [choices] : [choices.slice(0, 5), choices.slice(5)]
  const chosen = days.find((each) => each.day === day)
  return (
    <View className="col g12">
      <Sec title="接下来 10 个工作日" />
      <View className="col g8">
        {rows
          .filter((row) => row.length > 0)
          .map((row) => (
            <Days key={row[0].key} days={row} value={day} onChange={onDay} />
          ))}
      </View>
      <Card>
        <View className="h">{dayTitle(day, now)}的时间</View>
        <View className="mt8">
          {chosen ? (
            <DaySlots day={chosen} />
          ) : (
            <View className="t15 c2">这一天已经过了，或者还远，开放不了。选上面的一天。</View>
          )}
        </View>
      </Card>
      {chosen &&
        (chosen.working ? (
          <Card>
            <View className="h">再开放一段</View>
            <View className="mt8">
              <OpenForm key={day} day={day} />
            </View>
          </Card>
        ) : (
          <Note>这一天放假，不上班。选一个工作日开放时间。</Note>
        ))}
    </View>
  )
}
