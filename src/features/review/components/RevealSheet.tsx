import { View } from '@tarojs/components'
import { useState } from 'react'
import { toAppError } from '@/shared/errors'
import { Btn } from '@/shared/ui/Btn'
import { Field } from '@/shared/ui/Field'
import { Note } from '@/shared/ui/Note'
import { Radios } from '@/shared/ui/Opt'
import { Sheet } from '@/shared/ui/Sheet'
import { TextArea } from '@/shared/ui/TextArea'
import { OTHER, REVEAL_REASONS, revealReason } from '../reasons'

interface Props {
  open: boolean
  /** Whose value: 联系电话. */
  label: string
  busy: boolean
  error: Error | null
  onSend: (reason: string) => void
  onClose: () => void
}

/** Asks what a whole number is needed for. Nothing is chosen beforehand; what was typed stays when it is closed. */
export function RevealSheet({ open, label, busy, error, onSend, onClose }: Props) {
  const [choice, setChoice] = useState<string | null>(null)
  const [other, setOther] = useState('')
  const [tried, setTried] = useState(false)
  const { reason, problem } = revealReason(choice, other)
  const failed = error ? toAppError(error) : null
  const send = () => {
    setTried(true)
    if (reason !== null && !busy) onSend(reason)
  }
  return (
    <Sheet open={open} title={`为什么要看完整的${label}`} onClose={onClose}>
      <View className="c2">会记下是谁、什么时候、为什么看的，申请人能看到。</View>
      <Field label="" error={tried ? problem : null}>
        <Radios label="原因" choices={REVEAL_REASONS} value={choice} onChange={setChoice} />
        {choice === OTHER && (
          <TextArea
            label="写明原因"
            placeholder="写明原因"
            value={other}
            maxLength={100}
            onChange={setOther}
          />
        )}
      </Field>
      {failed && (
        <Note tone="late" alert title={failed.message}>
          {failed.hint}
        </Note>
      )}
      <View className="row g12">
        <Btn grow onClick={onClose}>
          不看了
        </Btn>
        <Btn grow kind="main" busy={busy} onClick={send}>
          查看
        </Btn>
      </View>
    </Sheet>
  )
}
