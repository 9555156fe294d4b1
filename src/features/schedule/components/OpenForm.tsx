import { View } from '@tarojs/components'
import { useState } from 'react'
import { toAppError } from '@/shared/errors'
import { Btn } from '@/shared/ui/Btn'
import { Chip } from '@/shared/ui/Chip'
import { Field } from '@/shared/ui/Field'
import { Note } from '@/shared/ui/Note'
import { TimeInput } from '@/shared/ui/TimeInput'
import { useOpenSlots } from '../hooks'
import { dayTitle, HALVES, LENGTHS, slotStarts, stretchProblem, stretchWords, TIMES } from '../model'

const AT_FIELD: Record<string, string> = { from: 'from', to: 'to', minutes: 'to' }

/** Opens one more stretch of a day: from, to, how long a check takes. */
export function OpenForm({ day }: { day: string }) {
  const [from, setFrom] = useState<string>(HALVES[1].from)
  const [to, setTo] = useState<string>(HALVES[1].to)
  const [minutes, setMinutes] = useState<number>(30)
  const [tried, setTried] = useState(false)
  const open = useOpenSlots()

  const wish = { day, from, to, minutes }
  const problem = stretchProblem(wish, Date.now())
  const shown = tried ? problem : null
  const refused = open.error ? toAppError(open.error) : null
  const field = refused?.field ? AT_FIELD[refused.field] : null
  const at = (name: 'from' | 'to') =>
    shown?.field === name ? shown.reason : field === name ? (refused?.message ?? null) : null
  const change = (act: () => void) => {
    act()
    if (!open.isPending) open.reset()
  }
  const submit = () => {
    setTried(true)
    if (!problem && !open.isPending) open.mutate(wish)
  }

  return (
    <View className="col g12">
      <View className="row wrap g8">
        {HALVES.map((half) => (
          <Chip
            key={half.name}
            text={`${half.name} ${half.from.replace(/^0/, '')}–${half.to}`}
            on={from === half.from && to === half.to}
            onChange={() =>
              change(() => {
                setFrom(half.from)
                setTo(half.to)
              })
            }
          />
        ))}
      </View>
      <View className="row top g12">
        <View className="f1">
          <Field label="从" error={at('from')}>
            <TimeInput
              times={TIMES}
              label="从几点开始"
              value={from}
              tone={at('from') ? 'error' : null}
              onChange={(value) => change(() => setFrom(value))}
            />
          </Field>
        </View>
        <View className="f1">
          <Field label="到" error={at('to')}>
            <TimeInput
              times={TIMES}
              label="到几点结束"
              value={to}
              tone={at('to') ? 'error' : null}
              onChange={(value) => change(() => setTo(value))}
            />
          </Field>
        </View>
      </View>
      <Field label="每场多久">
        <View className="row wrap g8">
          {LENGTHS.map((length) => (
            <Chip
              key={length}
              text={`${length} 分钟`}
              on={minutes === length}
              onChange={() => change(() => setMinutes(length))}
            />
          ))}
        </View>
      </Field>
      {!problem && <View className="t15 c2">{stretchWords(slotStarts(from, to, minutes))}</View>}
      {refused && !field && (
        <Note tone="late" title={refused.message} alert>
          {refused.hint}
        </Note>
      )}
      {open.data && !open.isPending && (
        <Note tone="done" alert>
          {open.data.opened > 0
            ? `开好了 ${open.data.opened} 个，企业现在就能约`
            : '这一段本来就开着，没有变化'}
        </Note>
      )}
      <Btn kind="line" block icon="plus" busy={open.isPending} onClick={submit}>
        {`开放${dayTitle(day, Date.now())}这一段`}
      </Btn>
    </View>
  )
}
