import { useState } from 'react'
import { Field } from '@/shared/ui/Field'
import { TextArea } from '@/shared/ui/TextArea'

const MOST = 1000

/** A reason that must be written: what was typed, what is wrong with it, and a look before it is sent. */
export function useReason(begin = '') {
  const [text, setText] = useState(begin)
  const [missing, setMissing] = useState(false)
  const over = [...text].length - MOST
  return {
    text,
    problem: over > 0 ? `最多 ${MOST} 个字，删掉 ${over} 个` : missing ? '写明理由，申请人要看到' : null,
    change: (next: string) => {
      setText(next)
      setMissing(false)
    },
    /** The words to send; null when they are missing or too long, and then it says so. */
    checked: (): string | null => {
      if (text.trim() === '') setMissing(true)
      return text.trim() === '' || over > 0 ? null : text.trim()
    },
  }
}

interface Props {
  label: string
  reason: ReturnType<typeof useReason>
}

/** Where the reason is written. */
export function ReasonField({ label, reason }: Props) {
  return (
    <Field label={label} error={reason.problem}>
      <TextArea
        label={label}
        value={reason.text}
        maxLength={MOST}
        tone={reason.problem ? 'error' : null}
        onChange={reason.change}
      />
    </Field>
  )
}
