import { View } from '@tarojs/components'
import { useState } from 'react'
import { phoneFromWechat } from '@/platform/phone'
import { confirmPhone } from '@/platform/phone-confirm'
import { sendPhoneCode } from '@/platform/sign-in'
import { toAppError } from '@/shared/errors'
import { Btn } from '@/shared/ui/Btn'
import { Link } from '@/shared/ui/Link'
import { Note } from '@/shared/ui/Note'
import { useConfirmPhone } from '../hooks'
import { needsSms } from '../phone-code'
import { usePhoneCode } from '../use-phone-code'
import { PhoneCodeFields } from './PhoneCodeFields'

const fromWechat = phoneFromWechat

interface Props {
  /** What stands in the account; confirmed or only typed. */
  phone: string | null
  confirmed: boolean
  /** Keeps a number that nobody proved, or none at all. */
  onSave: (phone: string) => void
}

/** One's own number, proven: by WeChat in one tap, or by a code. A confirmed one signs in anywhere. */
export function ConfirmPhone({ phone, confirmed, onSave }: Props) {
  const [changing, setChanging] = useState(!confirmed)
  const [bySms, setBySms] = useState(!fromWechat)
  const confirm = useConfirmPhone(() => setChanging(false))
  const byWechat = useConfirmPhone(() => setChanging(false))
  const form = usePhoneCode(
    {
      send: sendPhoneCode,
      confirm: (number, code) => confirm.mutateAsync(() => confirmPhone({ phone: number, code })),
    },
    confirmed ? '' : (phone ?? ''),
  )
  const failed = byWechat.error ? toAppError(byWechat.error) : null
  if (!changing) {
    return (
      <View>
        <View className="b">手机号</View>
        <View className="row between">
          <View>{`${phone}，已确认`}</View>
          <Link onClick={() => setChanging(true)}>换一个</Link>
        </View>
        <View className="t15 c2">在浏览器用这个号码登录，是同一个账号</View>
      </View>
    )
  }
  return (
    <View className="col g12">
      {failed && (
        <Note tone={needsSms(failed.code) ? 'neutral' : 'late'} title={failed.message} alert>
          {failed.hint}
        </Note>
      )}
      {bySms ? (
        <>
          <PhoneCodeFields form={form} hint="有急事窗口打这个号码；确认后在浏览器也能登录同一个账号" />
          <Btn block busy={form.confirming} onClick={form.confirm}>
            确认手机号
          </Btn>
          {form.number && form.number !== phone && (
            <Link onClick={() => onSave(form.number)}>先不确认，只留下这个号码</Link>
          )}
        </>
      ) : (
        fromWechat && (
          <>
            <View>
              <View className="b">手机号</View>
              <View className="t15 c2">
                {phone ? `${phone}，还没确认。` : '还没留。'}
                有急事窗口打这个号码；确认后在浏览器也能登录同一个账号
              </View>
            </View>
            <Btn
              block
              icon="phone"
              openType="getPhoneNumber"
              busy={byWechat.isPending}
              onOpen={(detail) =>
                byWechat.mutate(() => fromWechat(detail), {
                  onError: (error) => needsSms(toAppError(error).code) && setBySms(true),
                })
              }
            >
              用微信里的手机号
            </Btn>
            <Link
              onClick={() => {
                byWechat.reset()
                setBySms(true)
              }}
            >
              自己输入，收短信确认
            </Link>
          </>
        )
      )}
      {phone && <Link onClick={() => onSave('')}>不留手机号</Link>}
    </View>
  )
}
