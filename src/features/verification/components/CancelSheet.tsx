import { View } from '@tarojs/components'
import { useState } from 'react'
import { toAppError } from '@/shared/errors'
import { Btn } from '@/shared/ui/Btn'
import { Field } from '@/shared/ui/Field'
import { Note } from '@/shared/ui/Note'
import { Sheet } from '@/shared/ui/Sheet'
import { TextArea } from '@/shared/ui/TextArea'
import { useCancel } from '../hooks'

const MOST = 200

interface Props {
  application: string
  appointment: string
  open: boolean
  onClose: () => void
}

/** Asks before the slot is given back. */
export function CancelSheet({ application, appointment, open, onClose }: Props) {
  const [reason, setReason] = useState('')
  const cancel = useCancel(application, appointment)
  const tooLong = [...reason].length > MOST
  const error = cancel.error ? toAppError(cancel.error) : null
  const send = () => {
    if (cancel.isPending || tooLong) return
    cancel.mutate(reason.trim(), { onSuccess: onClose })
  }
  return (
    <Sheet open={open} title="取消这次核查？" onClose={onClose}>
      <View className="c2">时间会让给别人，之后能重新约。办件不受影响。</View>
      <Field label="为什么取消" optional error={tooLong ? `最多 ${MOST} 个字` : null}>
        <TextArea label="为什么取消" value={reason} onChange={setReason} maxLength={MOST} />
      </Field>
      {error && (
        <Note tone="late" alert title={error.message}>
          {error.hint}
        </Note>
      )}
      <View className="row g12">
        <Btn grow onClick={onClose}>
          先不取消
        </Btn>
        <Btn grow kind="danger" busy={cancel.isPending} onClick={send}>
          取消核查
        </Btn>
      </View>
    </Sheet>
  )
}
