import { View } from '@tarojs/components'
import { useState } from 'react'
import { Card } from '@/shared/ui/Card'
import { Field } from '@/shared/ui/Field'
import { Input } from '@/shared/ui/Input'
import { Note } from '@/shared/ui/Note'
import { TextArea } from '@/shared/ui/TextArea'
import type { CalendarWish } from '../api'
import { useCalendarChange } from '../hooks'
import { netDaysOff, runsOf, STATUTORY_DAYS_OFF } from '../model'
import { readNotice } from '../notice'
import { RunRow } from './RunRow'
import { TryAndDo } from './TryAndDo'

interface Props {
  year: number
  onClose: () => void
}

/** 录入一年的放假安排: the notice is pasted as it was published, and read back before it counts. */
export function YearForm({ year, onClose }: Props) {
  const change = useCalendarChange()
  const [notice, setNotice] = useState('')
  const [text, setText] = useState('')
  const [tried, setTried] = useState(false)
  const { days, problems } = readNotice(text, year)
  const { off, made, net } = netDaysOff(days)
  const refused = change.error
  const noticeError =
    (tried && notice.trim() === '' ? '写上通知的全名和文号' : null) ??
    (refused?.field === 'notice' ? refused.message : null)
  const textError =
    (tried && days.length === 0 ? '把通知里的放假安排贴进来' : null) ??
    (refused?.field === 'days' ? refused.message : null)
  const wish = (): CalendarWish | null => {
    setTried(true)
    return notice.trim() === '' || days.length === 0
      ? null
      : { kind: 'year', year, notice: notice.trim(), days }
  }
  return (
    <View className="col g16">
      <Field label="通知" hint="国务院办公厅通知的全名和文号" error={noticeError}>
        <Input
          label="通知"
          placeholder={`国务院办公厅关于${year}年部分节假日安排的通知`}
          value={notice}
          maxLength={200}
          tone={noticeError ? 'error' : null}
          onChange={(value) => {
            setNotice(value)
            change.forget()
          }}
        />
      </Field>
      <Field label="放假安排" hint="把通知里“一、元旦……七、国庆节……”几行原样贴进来" error={textError}>
        <TextArea
          label="放假安排"
          placeholder={'一、元旦：1月1日（周五）至3日（周日）放假，共3天。\n二、春节：……'}
          value={text}
          tone={textError ? 'error' : null}
          onChange={(value) => {
            setText(value)
            change.forget()
          }}
        />
      </Field>
      {problems.length > 0 && (
        <Note tone="wait" title="有几处对不上，请和通知核对">
          {problems.map((problem) => (
            <View key={problem}>{problem}</View>
          ))}
        </Note>
      )}
      {days.length > 0 && (
        <>
          <View className="b">认出来的安排</View>
          <Card flush>
            {runsOf(days).map((run) => (
              <RunRow key={run.from} run={run} />
            ))}
          </Card>
          <View className="t15 c2">{`占掉 ${off} 个工作日，补班 ${made} 天，净放 ${net} 天。`}</View>
          {net !== STATUTORY_DAYS_OFF && (
            <Note tone="wait">{`法定节假日一共 ${STATUTORY_DAYS_OFF} 天，这里净放 ${net} 天。通知确实这样写，就继续。`}</Note>
          )}
        </>
      )}
      <TryAndDo
        change={change}
        wish={wish}
        verb={`确认录入 ${year} 年`}
        fields={['notice', 'days']}
        onClose={onClose}
      />
    </View>
  )
}
