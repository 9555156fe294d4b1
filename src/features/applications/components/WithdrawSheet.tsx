import { View } from '@tarojs/components'
import { useState } from 'react'
import { toAppError } from '@/shared/errors'
import { Btn } from '@/shared/ui/Btn'
import { Field } from '@/shared/ui/Field'
import { Note } from '@/shared/ui/Note'
import { Sheet } from '@/shared/ui/Sheet'
import { TextArea } from '@/shared/ui/TextArea'
import { useWithdraw } from '../progress-hooks'

const MOST = 500

interface Props {
  id: string
  open: boolean
  /** A video check is booked: its time is given back too. */
  booked: boolean
  onClose: () => void
}

/** Asks before taking an application back, and says what that means. */
export function WithdrawSheet({ id, open, booked, onClose }: Props) {
  const [reason, setReason] = useState('')
  const withdraw = useWithdraw(id)
  const tooLong = [...reason].length > MOST
  const error = withdraw.error ? toAppError(withdraw.error) : null
  const send = () => {
    if (withdraw.isPending || tooLong) return
    withdraw.mutate(reason.trim(), { onSuccess: onClose })
  }
  return (
    <Sheet open={open} title="撤回这件申请？" onClose={onClose}>
      <View className="c2">
        撤回以后不再办理，想办要重新提交。{booked ? '约好的视频核查会一起取消。' : ''}填过的内容和材料还能看。
      </View>
      <Field label="为什么撤回" optional error={tooLong ? `最多 ${MOST} 个字` : null}>
        <TextArea label="为什么撤回" value={reason} onChange={setReason} maxLength={MOST} />
      </Field>
      {error && (
        <Note tone="late" alert title={error.message}>
          {error.hint}
        </Note>
      )}
      <View className="row g12">
        <Btn grow onClick={onClose}>
          不撤回
        </Btn>
        <Btn grow kind="danger" busy={withdraw.isPending} onClick={send}>
          确定撤回
        </Btn>
      </View>
    </Sheet>
  )
}
