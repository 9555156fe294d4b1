import { View } from '@tarojs/components'
import { useState } from 'react'
import type { ApplicationDetail } from '@/shared/contract'
import { toAppError } from '@/shared/errors'
import { Btn } from '@/shared/ui/Btn'
import { Chip } from '@/shared/ui/Chip'
import { Field } from '@/shared/ui/Field'
import { Note } from '@/shared/ui/Note'
import { Sheet } from '@/shared/ui/Sheet'
import { useStartSpecial } from '../hooks'
import { ReasonField, useReason } from './ReasonField'

/** Working days that a procedure usually takes; the database takes 1 to 365. */
const DAYS = [3, 5, 10, 15, 20, 30, 60]

interface Props {
  open: boolean
  detail: ApplicationDetail
  onClose: () => void
  onDone: (text: string) => void
}

/** 特别程序: which of those that the law names, how long it takes, and why; that is what the applicant is told. */
export function SpecialSheet({ open, detail, onClose, onDone }: Props) {
  const { id, row_version: rowVersion, special_kinds: kinds } = detail
  const [kind, setKind] = useState<{ code: string; name: string } | null>(null)
  const [days, setDays] = useState<number | null>(null)
  const [tried, setTried] = useState(false)
  const reason = useReason()
  const start = useStartSpecial(id)
  const error = start.error ? toAppError(start.error) : null
  const send = () => {
    setTried(true)
    const text = reason.checked()
    if (!kind || days === null || text === null) return
    start.run({ id, rowVersion, kind: kind.code, days, reason: text }, () =>
      onDone(`${kind.name}开始了，两个时限都停下，申请人会收到告知书`),
    )
  }
  return (
    <Sheet open={open} title="开始特别程序" onClose={onClose}>
      <View className="c2">从发出告知到登记结束，承诺和法定时限都停着；期间不能作决定。</View>
      <Field label="哪一种" error={tried && !kind ? '选一种' : null}>
        <View className="row wrap g8">
          {kinds.map((each) => (
            <Chip
              key={each.code}
              text={each.name}
              on={kind?.code === each.code}
              onChange={() => setKind(each)}
            />
          ))}
        </View>
      </Field>
      <Field label="大约要几个工作日" error={tried && days === null ? '选一个，要告诉申请人' : null}>
        <View className="row wrap g8">
          {DAYS.map((each) => (
            <Chip key={each} text={String(each)} on={each === days} onChange={() => setDays(each)} />
          ))}
        </View>
      </Field>
      <ReasonField label="为什么要走这个程序" reason={reason} />
      {error && (
        <Note tone="late" alert title={error.message}>
          {error.hint}
        </Note>
      )}
      <View className="row g12">
        <Btn grow onClick={onClose}>
          先不开始
        </Btn>
        <Btn grow kind="main" busy={start.busy} onClick={send}>
          告知并开始
        </Btn>
      </View>
    </Sheet>
  )
}
