import { View } from '@tarojs/components'
import { useState } from 'react'
import { toAppError } from '@/shared/errors'
import { Btn } from '@/shared/ui/Btn'
import { Field } from '@/shared/ui/Field'
import { Note } from '@/shared/ui/Note'
import { Sheet } from '@/shared/ui/Sheet'
import { TextArea } from '@/shared/ui/TextArea'

const MOST = 1000

interface Props {
  open: boolean
  title: string
  /** What this means for the applicant. */
  lead: string
  label: string
  /** Said when nothing is written; without it the words may stay empty. */
  needed?: string
  confirm: string
  danger?: boolean
  busy: boolean
  error: Error | null
  onSend: (text: string) => void
  onClose: () => void
}

/** Asks before a decision, together with the reason that goes on the file. What was typed stays when it is closed. */
export function ReasonSheet(props: Props) {
  const { open, title, lead, label, needed, confirm, danger, busy, onSend, onClose } = props
  const [text, setText] = useState('')
  const [missing, setMissing] = useState(false)
  const error = props.error ? toAppError(props.error) : null
  const over = [...text].length - MOST
  const problem = over > 0 ? `最多 ${MOST} 个字，删掉 ${over} 个` : missing ? needed : null
  const send = () => {
    if (needed && text.trim() === '') setMissing(true)
    else if (over <= 0) onSend(text.trim())
  }
  return (
    <Sheet open={open} title={title} onClose={onClose}>
      <View className="c2">{lead}</View>
      <Field label={label} optional={!needed} error={problem}>
        <TextArea
          label={label}
          value={text}
          maxLength={MOST}
          tone={problem ? 'error' : null}
          onChange={(next) => {
            setText(next)
            setMissing(false)
          }}
        />
      </Field>
      {error && (
        <Note tone="late" alert title={error.message}>
          {error.hint}
        </Note>
      )}
      <View className="row g12">
        <Btn grow onClick={onClose}>
          先不办
        </Btn>
        <Btn grow kind={danger ? 'danger' : 'main'} busy={busy} onClick={send}>
          {confirm}
        </Btn>
      </View>
    </Sheet>
  )
}
