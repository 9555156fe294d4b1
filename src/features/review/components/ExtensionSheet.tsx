import { View } from '@tarojs/components'
import { useState } from 'react'
import type { ApplicationDetail } from '@/shared/contract'
import { toAppError } from '@/shared/errors'
import { Btn } from '@/shared/ui/Btn'
import { Chip } from '@/shared/ui/Chip'
import { Field } from '@/shared/ui/Field'
import { Kv } from '@/shared/ui/Kv'
import { Note } from '@/shared/ui/Note'
import { Sheet } from '@/shared/ui/Sheet'
import { useExtendDecision, useExtensionPreview, useRequestExtension } from '../hooks'
import { extensionDays, movedWords } from '../time'
import { ReasonField, useReason } from './ReasonField'

interface Props {
  open: boolean
  detail: ApplicationDetail
  /** The head gives it; otherwise a reviewer asks for it. */
  grant: boolean
  onRefuse: (() => void) | null
  onClose: () => void
  onDone: (text: string) => void
}

/** 延期: how many days, why, and the day it would be, before it is confirmed. */
export function ExtensionSheet({ open, detail, grant, onRefuse, onClose, onDone }: Props) {
  const { id, row_version: rowVersion, limits, extension_request: asked } = detail
  const choices = extensionDays(limits.extension_days)
  const wished = asked?.state === 'asked' ? asked : null
  const [days, setDays] = useState(wished?.days ?? limits.extension_days)
  const reason = useReason(wished?.reason ?? '')
  const request = useRequestExtension(id)
  const extend = useExtendDecision(id)
  const move = grant ? extend : request
  const preview = useExtensionPreview(id, days, open && !move.busy)
  const error = move.error ? toAppError(move.error) : null
  const send = () => {
    const text = reason.checked()
    if (text === null) return
    move.run({ id, rowVersion, days, reason: text }, () =>
      onDone(grant ? `法定时限延长了 ${days} 个工作日，申请人会收到通知` : `已请负责人延期 ${days} 个工作日`),
    )
  }
  const shown =
    wished && !choices.includes(wished.days) ? [...choices, wished.days].sort((a, b) => a - b) : choices
  return (
    <Sheet open={open} title={grant ? '批准延期' : '请负责人延期'} onClose={onClose}>
      <View className="c2">
        {grant
          ? '法律许可延期一次，理由要告诉申请人。承诺的日子不变。'
          : '负责人批准以后才算延期，申请人会看到理由。'}
      </View>
      {grant && limits.joint && (
        <View className="c2">多个部门联合办理的，延期先经县政府负责人批准，再在这里登记。</View>
      )}
      <Field label="延几个工作日">
        <View className="row wrap g8">
          {shown.map((each) => (
            <Chip key={each} text={String(each)} on={each === days} onChange={() => setDays(each)} />
          ))}
        </View>
      </Field>
      <Kv label="法定到期">
        {preview.data
          ? movedWords(preview.data.old_due_at, preview.data.new_due_at, Date.parse(detail.server_now))
          : preview.error
            ? toAppError(preview.error).message
            : '正在算…'}
      </Kv>
      <ReasonField label="为什么要延期" reason={reason} />
      {error && (
        <Note tone="late" alert title={error.message}>
          {error.hint}
        </Note>
      )}
      <View className="row g12">
        {grant && onRefuse ? (
          // Narrow beside words that must stay on one line.
          <Btn onClick={onRefuse}>不批</Btn>
        ) : (
          <Btn grow onClick={onClose}>
            先不办
          </Btn>
        )}
        <Btn grow kind="main" busy={move.busy} onClick={send}>
          {grant ? `批准延 ${days} 个工作日` : '交给负责人'}
        </Btn>
      </View>
    </Sheet>
  )
}
