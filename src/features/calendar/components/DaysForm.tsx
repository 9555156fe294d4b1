import { View } from '@tarojs/components'
import { useState } from 'react'
import type { CalendarYear } from '@/shared/contract'
import { DateInput } from '@/shared/ui/DateInput'
import { Field } from '@/shared/ui/Field'
import { Input } from '@/shared/ui/Input'
import { Seg } from '@/shared/ui/Seg'
import { TextArea } from '@/shared/ui/TextArea'
import type { CalendarWish } from '../api'
import { useCalendarChange } from '../hooks'
import { daysBetween, REASON_MAX, reasonProblem, spanWords, workedByWeekday } from '../model'
import { TryAndDo } from './TryAndDo'

interface Props {
  calendar: CalendarYear
  /** The first and last day of the line that was tapped. */
  from: string
  to: string
  onClose: () => void
}

const CHOICES = [
  { key: 'off', text: '休息', tone: 'on' },
  { key: 'work', text: '上班', tone: 'on' },
] as const

/** 改某几天: whether they are worked, what they are called, and why. */
export function DaysForm({ calendar, from: first, to: last, onClose }: Props) {
  const change = useCalendarChange()
  const [from, setFrom] = useState(first)
  const [to, setTo] = useState(last)
  const [choice, setChoice] = useState<string | null>(null)
  const [name, setName] = useState('')
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)

  const working = choice === 'work'
  const days = from && to ? daysBetween(from, to, { working, name: name.trim() || null }) : []
  const ordinary = days.every(({ day }) => workedByWeekday(day) === working)
  const problems = {
    days:
      from === ''
        ? '选一天'
        : from < calendar.today
          ? '已经过去的日子不能改'
          : to < from
            ? '最后一天不能早于第一天'
            : null,
    choice: choice === null ? '选上班还是休息' : null,
    name: choice !== null && !ordinary && name.trim() === '' ? '写个名称，比如 国庆节调休上班' : null,
    reason: reasonProblem(reason),
  }
  const refused = change.error
  const shown = (key: keyof typeof problems) => (tried ? problems[key] : null)
  const dayError = shown('days') ?? (refused?.field === 'days' ? refused.message : null)
  const edit =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      set(value)
      change.forget()
    }
  const wish = (): CalendarWish | null => {
    setTried(true)
    return Object.values(problems).some(Boolean) ? null : { kind: 'days', days, reason: reason.trim() }
  }
  return (
    <View className="col g16">
      <View className="row top g12">
        <View className="f1">
          <Field label="从哪天" error={dayError}>
            <DateInput
              label="从哪天"
              value={from}
              from={calendar.today}
              tone={dayError ? 'error' : null}
              onChange={edit((value: string) => {
                setFrom(value)
                if (to < value) setTo(value)
              })}
            />
          </Field>
        </View>
        <View className="f1">
          <Field label="到哪天">
            <DateInput label="到哪天" value={to} from={from || calendar.today} onChange={edit(setTo)} />
          </Field>
        </View>
      </View>
      {days.length > 1 && (
        <View className="t15 c2">{`${spanWords({ from, to })}，共 ${days.length} 天`}</View>
      )}
      <Field label="改成" error={shown('choice')}>
        <Seg even label="改成" choices={CHOICES} value={choice} onChange={edit(setChoice)} />
      </Field>
      <Field
        label="名称"
        optional={choice !== null && ordinary}
        hint="日历上和通知里这样写"
        error={shown('name')}
      >
        <Input
          label="名称"
          placeholder={working ? '国庆节调休上班' : '国庆节'}
          value={name}
          maxLength={20}
          tone={shown('name') ? 'error' : null}
          onChange={edit(setName)}
        />
      </Field>
      <Field label="为什么改" hint="期限变了的企业会看到" error={shown('reason')}>
        <TextArea
          label="为什么改"
          placeholder="比如：全县停电检修，当天不能办公"
          value={reason}
          maxLength={REASON_MAX}
          tone={shown('reason') ? 'error' : null}
          onChange={edit(setReason)}
        />
      </Field>
      <TryAndDo change={change} wish={wish} verb="确认改日历" fields={['days']} onClose={onClose} />
    </View>
  )
}
