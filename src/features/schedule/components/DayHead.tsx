import { View } from '@tarojs/components'
import { a11y, pressable } from '@/shared/ui/a11y'
import { Icon } from '@/shared/ui/Icon'
import { addDays } from '@/shared/words/dates'
import { daySub, dayTitle } from '../model'

interface Props {
  day: string
  /** How many checks the day has; null while that is being asked. */
  checks: number | null
  onDay: (day: string) => void
}

/** The day that is shown, with the one before and after. */
export function DayHead({ day, checks, onDay }: Props) {
  const now = Date.now()
  return (
    <View className="row between dayhead">
      <View
        className="nav__back cb"
        {...pressable(() => onDay(addDays(day, -1)), { role: 'button', label: '前一天' })}
      >
        <Icon name="left" size="s" />
      </View>
      <View className="center f1" {...a11y({ role: 'heading' })}>
        <View className="b">{dayTitle(day, now)}</View>
        <View className="t13 c2">{checks === null ? '正在看…' : daySub(day, checks, now)}</View>
      </View>
      <View
        className="nav__back cb"
        {...pressable(() => onDay(addDays(day, 1)), { role: 'button', label: '后一天' })}
      >
        <Icon name="right" size="s" />
      </View>
    </View>
  )
}
