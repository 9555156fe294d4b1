import { useState } from 'react'
import { Btn } from '@/shared/ui/Btn'
import { Card } from '@/shared/ui/Card'
import { Field } from '@/shared/ui/Field'
import { Input } from '@/shared/ui/Input'
import type { SignInWish } from '../hooks'
import { Agreement } from './Agreement'

interface Props {
  busy: boolean
  onSignIn: (wish: SignInWish) => void
}

/** Staff sign in with the e-mail and password that the operator gave them. */
export function StaffPassword({ busy, onSignIn }: Props) {
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const noEmail = tried && !/^\S+@\S+$/.test(email.trim())
  const noPassword = tried && password === ''
  const submit = () => {
    setTried(true)
    if (/^\S+@\S+$/.test(email.trim()) && password !== '') onSignIn({ way: 'password', email, password })
  }
  return (
    <Card className="col g16">
      <Field label="工作邮箱" error={noEmail ? '写完整的邮箱地址' : null}>
        <Input
          value={email}
          onChange={setEmail}
          label="工作邮箱"
          confirmType="next"
          tone={noEmail ? 'error' : null}
        />
      </Field>
      <Field label="密码" error={noPassword ? '还没写密码' : null}>
        <Input
          value={password}
          onChange={setPassword}
          label="密码"
          type="password"
          confirmType="go"
          onConfirm={submit}
          tone={noPassword ? 'error' : null}
        />
      </Field>
      <Btn kind="line" block busy={busy} onClick={submit}>
        同意并登录
      </Btn>
      <Agreement collected="记下你在系统里做的每一步。" />
    </Card>
  )
}
