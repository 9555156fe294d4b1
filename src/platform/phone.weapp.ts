import { AppError } from '@/shared/errors'
import { confirmPhone } from './phone-confirm'
import { wechatPhoneCode } from './wechat-phone-code'

export async function phoneFromWechat(detail: unknown): Promise<string> {
  const { code, why } = wechatPhoneCode(detail)
  if (code === null) throw new AppError('phone_no_wechat', why, '输入手机号，收短信确认，一样能用')
  return confirmPhone({ wechat: code })
}
