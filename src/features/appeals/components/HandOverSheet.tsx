import { useState } from 'react'
import { toAppError } from '@/shared/errors'
import { Btn } from '@/shared/ui/Btn'
import { Card } from '@/shared/ui/Card'
import { Field } from '@/shared/ui/Field'
import { Note } from '@/shared/ui/Note'
import { Radios } from '@/shared/ui/Opt'
import { QueryView } from '@/shared/ui/QueryView'
import { Sheet } from '@/shared/ui/Sheet'
import { TextArea } from '@/shared/ui/TextArea'
import { Void } from '@/shared/ui/Void'
import { useColleagues } from '../hooks'
import { NOTE_MAX, textProblem } from '../model'
import { useKeptText } from '../use-kept-text'

interface Props {
  open: boolean
  keep: string
  busy: boolean
  error: unknown
  onClose: () => void
  onSubmit: (staffId: string, note: string) => Promise<unknown>
}

/** To whom, and what they should know. The limits run on. */
export function HandOverSheet({ open, keep, busy, error, onClose, onSubmit }: Props) {
  const colleagues = useColleagues(open)
  const kept = useKeptText(keep)
  const [staff, setStaff] = useState<string | null>(null)
  const [problem, setProblem] = useState<'staff' | string | null>(null)
  const failure = error ? toAppError(error) : null
  const submit = () => {
    if (busy) return
    const wrong = staff === null ? 'staff' : textProblem(kept.text, '交接的话', NOTE_MAX, true)
    setProblem(wrong)
    if (wrong || staff === null) return
    void onSubmit(staff, kept.text.trim()).then(
      () => kept.clear(),
      () => undefined,
    )
  }
  return (
    <Sheet open={open} title="转给同事" onClose={onClose}>
      <Note icon="clock">时限接着走。转出后这件由同事负责，你可能就看不到了。</Note>
      <Field label="转给谁" error={problem === 'staff' ? '先选一位同事' : null}>
        <QueryView
          query={colleagues}
          isEmpty={(list) => list.length === 0}
          empty={
            <Card>
              <Void title="没有可转的同事" sub="也可以直接提级" />
            </Card>
          }
        >
          {(list) => (
            <Radios
              label="转给谁"
              value={staff}
              onChange={(id) => {
                setStaff(id)
                setProblem(null)
              }}
              choices={list.map((each) => ({
                id: each.id,
                label: each.display_name,
                note: `${each.department}，${each.title}`,
              }))}
            />
          )}
        </QueryView>
      </Field>
      <Field label="交接的话" optional error={problem !== 'staff' ? problem : null}>
        <TextArea
          label="交接的话"
          placeholder="到哪一步了、企业最在意什么"
          value={kept.text}
          maxLength={NOTE_MAX}
          onChange={kept.change}
        />
      </Field>
      {failure && (
        <Note tone="late" alert title={failure.message}>
          {failure.hint}
        </Note>
      )}
      <Btn kind="main" block busy={busy} onClick={submit}>
        转给同事
      </Btn>
    </Sheet>
  )
}
