import { View } from '@tarojs/components'
import { useState } from 'react'
import type { CalendarYear, OpenHours } from '@/shared/contract'
import { Chip } from '@/shared/ui/Chip'
import { DateInput } from '@/shared/ui/DateInput'
import { Field } from '@/shared/ui/Field'
import { Link } from '@/shared/ui/Link'
import { Opt } from '@/shared/ui/Opt'
import { TextArea } from '@/shared/ui/TextArea'
import { TimeInput } from '@/shared/ui/TimeInput'
import { addDays } from '@/shared/words/dates'
import type { CalendarWish } from '../api'
import { useCalendarChange } from '../hooks'
import { heldHours, hoursProblem, hoursWords, REASON_MAX, reasonProblem, TIMES } from '../model'
import { TryAndDo } from './TryAndDo'

interface Props {
  calendar: CalendarYear
  onClose: () => void
}

const MOST = 4

/** 改办公时间: whose, from which day, which stretches of the day, and why. */
export function HoursForm({ calendar, onClose }: Props) {
  const change = useCalendarChange()
  const tomorrow = addDays(calendar.today, 1)
  const [department, setDepartment] = useState<string | null>(null)
  const [from, setFrom] = useState(tomorrow)
  const [hours, setHours] = useState<OpenHours[]>(heldHours(calendar, null, tomorrow) ?? [])
  const [asHall, setAsHall] = useState(false)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)

  const edit = (act: () => void) => {
    act()
    change.forget()
  }
  const choose = (code: string | null) =>
    edit(() => {
      setDepartment(code)
      setAsHall(false)
      setHours(heldHours(calendar, code, from) ?? heldHours(calendar, null, from) ?? [])
    })
  const following = department !== null && asHall
  const problems = {
    from: from < tomorrow ? '从明天起才能改' : null,
    hours: following ? null : hoursProblem(hours),
    reason: reasonProblem(reason),
  }
  const refused = change.error
  const fromError =
    (tried ? problems.from : null) ?? (refused?.field === 'valid_from' ? refused.message : null)
  const hoursError = (tried ? problems.hours : null) ?? (refused?.field === 'hours' ? refused.message : null)
  const reasonError = tried ? problems.reason : null
  const wish = (): CalendarWish | null => {
    setTried(true)
    if (Object.values(problems).some(Boolean)) return null
    return { kind: 'hours', department, hours: following ? null : hours, from, reason: reason.trim() }
  }
  return (
    <View className="col g16">
      <Field label="谁的办公时间">
        <View className="row wrap g8">
          <Chip text="大厅" on={department === null} onChange={() => choose(null)} />
          {calendar.departments.map(({ code, name }) => (
            <Chip key={code} text={name} on={department === code} onChange={() => choose(code)} />
          ))}
        </View>
        <View className="t15 c2">
          {department === null
            ? `现在 ${hoursWords(heldHours(calendar, null, calendar.today))}。没有单独设置的部门都跟大厅一样。`
            : `现在 ${hoursWords(heldHours(calendar, department, calendar.today))}`}
        </View>
      </Field>
      <Field label="从哪天起" hint="今天已经按原来的走了，最早从明天" error={fromError}>
        <DateInput
          label="从哪天起"
          value={from}
          from={tomorrow}
          tone={fromError ? 'error' : null}
          onChange={(value) => edit(() => setFrom(value))}
        />
      </Field>
      <Field label="每个工作日" error={hoursError}>
        {department !== null && (
          <Opt
            kind="checkbox"
            checked={asHall}
            onChange={(on) => edit(() => setAsHall(on))}
            title="跟大厅一样"
          />
        )}
        {!following && (
          <Sessions
            hours={hours}
            wrong={hoursError !== null}
            onChange={(next) => edit(() => setHours(next))}
          />
        )}
      </Field>
      <Field label="为什么改" hint="期限变了的企业会看到" error={reasonError}>
        <TextArea
          label="为什么改"
          placeholder="比如：夏季作息"
          value={reason}
          maxLength={REASON_MAX}
          tone={reasonError ? 'error' : null}
          onChange={(value) => edit(() => setReason(value))}
        />
      </Field>
      <TryAndDo
        change={change}
        wish={wish}
        verb="确认改办公时间"
        fields={['valid_from', 'hours']}
        onClose={onClose}
      />
    </View>
  )
}

interface SessionsProps {
  hours: OpenHours[]
  wrong: boolean
  onChange: (hours: OpenHours[]) => void
}

/** The stretches of a day: from, to, one more, one less. */
function Sessions({ hours, wrong, onChange }: SessionsProps) {
  const put = (at: number, part: Partial<OpenHours>) =>
    onChange(hours.map((each, n) => (n === at ? { ...each, ...part } : each)))
  const tone = wrong ? 'error' : null
  return (
    <View className="col g8">
      {hours.map((each, at) => (
        // Stretches have no name but their place.
        // biome-ignore lint/suspicious/noArrayIndexKey: the place is what is edited
        <View className="row g8" key={at}>
          <View className="f1">
            <TimeInput
              label={`第 ${at + 1} 段从`}
              times={TIMES}
              value={each.opens}
              tone={tone}
              onChange={(opens) => put(at, { opens })}
            />
          </View>
          <View className="c2">到</View>
          <View className="f1">
            <TimeInput
              label={`第 ${at + 1} 段到`}
              times={TIMES}
              value={each.closes}
              tone={tone}
              onChange={(closes) => put(at, { closes })}
            />
          </View>
          {hours.length > 1 && (
            <Link
              icon="trash"
              label={`去掉第 ${at + 1} 段`}
              onClick={() => onChange(hours.filter((_, n) => n !== at))}
            >
              去掉
            </Link>
          )}
        </View>
      ))}
      {hours.length < MOST && (
        <Link icon="plus" onClick={() => onChange([...hours, { opens: '', closes: '' }])}>
          加一段
        </Link>
      )}
    </View>
  )
}
