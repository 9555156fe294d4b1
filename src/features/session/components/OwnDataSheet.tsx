import { useState } from 'react'
import { toAppError } from '@/shared/errors'
import { Btn } from '@/shared/ui/Btn'
import { Field } from '@/shared/ui/Field'
import { Input } from '@/shared/ui/Input'
import { Note } from '@/shared/ui/Note'
import { Sheet } from '@/shared/ui/Sheet'
import { useUpdateMe } from '../hooks'
import { nameProblem } from '../model'
import { ConfirmPhone } from './ConfirmPhone'

interface Props {
  me: { name: string; phone: string | null; phone_confirmed: boolean }
  open: boolean
  onClose: () => void
}

/** One's own name and telephone, as officers and windows see them; the number proven, or left as it was typed. */
export function OwnDataSheet({ me, open, onClose }: Props) {
  const [name, setName] = useState(me.name)
  const [tried, setTried] = useState(false)
  const update = useUpdateMe()
  const failed = update.error ? toAppError(update.error) : null
  const at = (field: string) => (failed?.field === field ? failed.message : null)
  const nameError = (tried ? nameProblem(name) : null) ?? at('name')
  const save = () => {
    setTried(true)
    if (!nameProblem(name)) update.mutate({ name, phone: me.phone ?? '' }, { onSuccess: onClose })
  }
  return (
    <Sheet open={open} title="我的信息" onClose={onClose}>
      <Field label="姓名" hint="专员和窗口这样称呼你" error={nameError}>
        <Input value={name} onChange={setName} label="姓名" tone={nameError ? 'error' : null} />
      </Field>
      <ConfirmPhone
        phone={me.phone}
        confirmed={me.phone_confirmed}
        onSave={(phone) => update.mutate({ name: me.name, phone })}
      />
      {failed && !failed.field && (
        <Note tone="late" title={failed.message} alert>
          {failed.hint}
        </Note>
      )}
      <Btn kind="main" block busy={update.isPending} onClick={save}>
        保存
      </Btn>
    </Sheet>
  )
}
