import { sendSignInCode } from '@/platform/sign-in'
import { Btn } from '@/shared/ui/Btn'
import { Card } from '@/shared/ui/Card'
import type { SignInWish } from '../hooks'
import { usePhoneCode } from '../use-phone-code'
import { Agreement } from './Agreement'
import { PhoneCodeFields } from './PhoneCodeFields'

/** Business people sign in outside WeChat by their number and a code; a number new here begins an account. */
export function PhoneSignIn({ signIn }: { signIn: (wish: SignInWish) => Promise<unknown> }) {
  const form = usePhoneCode({
    send: sendSignInCode,
    confirm: (phone, code) => signIn({ way: 'phone', phone, code }),
  })
  return (
    <Card className="col g16">
      <PhoneCodeFields form={form} hint="在小程序里确认过手机号的，登录的是同一个账号" />
      <Btn kind="main" block busy={form.confirming} onClick={form.confirm}>
        同意并登录
      </Btn>
      <Agreement collected="手机号用来登录，窗口有急事也打这个号码。" tap="点“获取验证码”" />
    </Card>
  )
}
