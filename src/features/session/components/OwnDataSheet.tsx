import { useState } from 'react'
import { toAppError } from '@/shared/errors'
import { Btn } from '@/shared/ui/Btn'
import { Field } from '@/shared/ui/Field'
import { Input } from '@/shared/ui/Input'
import { Note } from '@/shared/ui/Note'
import { Sheet } from '@/shared/ui/Sheet'
import { useUpdateMe } from '../hooks'
import { nameProblem, phoneProblem } from '../model'

interface Props {
  me: { name: string; phone: string | null }
  open: boolean
  onClose: () => void
}

/** One's own name and telephone, as officers and windows see them. */
export function OwnDataSheet({ me, open, onClose }: Props) {
  const [name, setName] = useState(me.name)
  const [phone, setPhone] = useState(me.phone ?? '')
  const [tried, setTried] = useState(false)
  const update = useUpdateMe()
  const failed = update.error ? toAppError(update.error) : null
  const at = (field: string) => (failed?.field === field ? failed.message : null)
  const nameError = (tried ? nameProblem(name) : null) ?? at('name')
  const phoneError = (tried ? phoneProblem(phone) : null) ?? at('phone')
  const save = () => {
    setTried(true)
    if (!nameProblem(name) && !phoneProblem(phone)) update.mutate({ name, phone }, { onSuccess: onClose })
  }
  return (
    <Sheet open={open} title="我的信息" onClose={onClose}>
      <Field label="姓名" hint="专员和窗口这样称呼你" error={nameError}>
        <Input value={name} onChange={setName} label="姓名" tone={nameError ? 'error' : null} />
      </Field>
      <Field label="手机号" hint="有急事窗口打这个号码" optional error={phoneError}>
        <Input
          value={phone}
          onChange={setPhone}
          label="手机号"
          type="number"
          tone={phoneError ? 'error' : null}
          confirmType="done"
        />
      </Field>
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
