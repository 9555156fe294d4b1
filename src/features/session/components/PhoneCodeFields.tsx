import { View } from '@tarojs/components'
import { Btn } from '@/shared/ui/Btn'
import { Field } from '@/shared/ui/Field'
import { Input } from '@/shared/ui/Input'
import { Note } from '@/shared/ui/Note'
import type { PhoneCode } from '../use-phone-code'

interface Props {
  form: PhoneCode
  /** Under the number: what it is for. */
  hint?: string
}

/** A telephone number, the code sent to it, and when another may be asked for. */
export function PhoneCodeFields({ form, hint }: Props) {
  const { phone, code, left, sentTo, sentBefore, changed, phoneError, codeError, failed } = form
  return (
    <>
      {failed && (
        <Note tone="late" title={failed.message} alert>
          {failed.hint}
        </Note>
      )}
      <Field label="手机号" hint={hint} error={phoneError}>
        <Input
          value={phone}
          onChange={form.setPhone}
          label="手机号"
          type="number"
          fill="tel"
          tone={phoneError ? 'error' : null}
          confirmType="next"
          onConfirm={form.send}
        />
      </Field>
      <Field
        label="短信验证码"
        hint={
          changed
            ? '号码改了，要重新获取验证码'
            : sentTo
              ? sentBefore
                ? '刚要过一次，收到的那条就能用'
                : `验证码发到了 ${sentTo}`
              : null
        }
        error={codeError}
      >
        <View className="row g8">
          <View className="f1">
            <Input
              value={code}
              onChange={form.setCode}
              label="短信验证码"
              type="number"
              fill="one-time-code"
              tone={codeError ? 'error' : null}
              confirmType="go"
              onConfirm={form.confirm}
            />
          </View>
          {left > 0 ? (
            <View className="t15 c2">{`${left} 秒后可重发`}</View>
          ) : (
            <Btn small busy={form.sending} onClick={form.send}>
              {sentTo ? '重新获取' : '获取验证码'}
            </Btn>
          )}
        </View>
      </Field>
    </>
  )
}
