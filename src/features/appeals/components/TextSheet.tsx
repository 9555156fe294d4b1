import { View } from '@tarojs/components'
import { useState } from 'react'
import { toAppError } from '@/shared/errors'
import { Btn } from '@/shared/ui/Btn'
import { Field } from '@/shared/ui/Field'
import { Note } from '@/shared/ui/Note'
import { Sheet } from '@/shared/ui/Sheet'
import { TextArea } from '@/shared/ui/TextArea'
import { textProblem } from '../model'
import { useKeptText } from '../use-kept-text'

export interface TextSheetWords {
  title: string
  label: string
  hint?: string
  placeholder?: string
  /** What the button does. */
  submit: string
  max: number
}

interface Props {
  open: boolean
  words: TextSheetWords
  /** Under this name the text is kept on the device until it was sent. */
  keep: string
  busy: boolean
  error: unknown
  onClose: () => void
  /** Sends; resolves when the server has it. */
  onSubmit: (text: string) => Promise<unknown>
}

/** One thing to write in a drawer. Closing it, or a failure, keeps what was written. */
export function TextSheet({ open, words, keep, busy, error, onClose, onSubmit }: Props) {
  const kept = useKeptText(keep)
  const [problem, setProblem] = useState<string | null>(null)
  const failure = error ? toAppError(error) : null
  const submit = () => {
    if (busy) return
    const wrong = textProblem(kept.text, words.label, words.max)
    setProblem(wrong)
    if (wrong) return
    void onSubmit(kept.text.trim()).then(
      () => {
        kept.clear()
        onClose()
      },
      // Said below; the text stays.
      () => undefined,
    )
  }
  return (
    <Sheet open={open} title={words.title} onClose={onClose}>
      <Field label={words.label} hint={words.hint} error={problem}>
        <TextArea
          label={words.label}
          placeholder={words.placeholder}
          value={kept.text}
          maxLength={words.max}
          tone={problem ? 'error' : null}
          onChange={(text) => {
            setProblem(null)
            kept.change(text)
          }}
        />
      </Field>
      {failure && (
        <Note tone="late" alert title={failure.message}>
          {failure.hint}
        </Note>
      )}
      <Btn kind="main" block busy={busy} onClick={submit}>
        {words.submit}
      </Btn>
      <View className="t13 c2 center">关掉也不会丢，写的都留在本机。</View>
    </Sheet>
  )
}
