import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { copyText } from '@/platform/clipboard'
import type { ApplicationDetail, AppointmentDetail } from '@/shared/contract'
import { go } from '@/shared/go'
import { routes } from '@/shared/routes'
import { Btn } from '@/shared/ui/Btn'
import { Icon } from '@/shared/ui/Icon'
import { useWide } from '@/shared/ui/wide'

interface Props {
  detail: AppointmentDetail
  /** Not there while it is being asked, or when the caller may not read it. */
  application: ApplicationDetail | undefined
}

/** How the two sides see each other: outside this app, and what is recorded here. */
export function ContactCard({ detail, application }: Props) {
  const wide = useWide()
  const phone = application?.applicant.phone
  const conversation = application?.conversation_id
  return (
    <View className="panel col g8">
      <View className="row top g8">
        <Icon name="video" size="s" className="cb" />
        <View className="f1">用微信视频或电话联系{detail.applicant_name}，在这里逐条记结论。</View>
      </View>
      {phone && (
        <View className="c2">
          手机 <Text className="c1">{phone}</Text>
        </View>
      )}
      <View className="row wrap g8">
        {phone &&
          (wide ? (
            <Btn small icon="copy" onClick={() => void copyText(phone)}>
              复制手机号
            </Btn>
          ) : (
            <Btn
              small
              icon="phone"
              onClick={() => {
                // Changing one's mind at the dialler is no fault.
                void Taro.makePhoneCall({ phoneNumber: phone }).catch(() => undefined)
              }}
            >
              打电话
            </Btn>
          ))}
        {conversation && (
          <Btn small icon="chat" onClick={() => go(routes.conversation(conversation))}>
            发消息
          </Btn>
        )}
        {application && (
          <Btn small icon="doc" onClick={() => go(routes.review(application.id))}>
            看办件
          </Btn>
        )}
      </View>
      <View className="t13 c2">
        断了、看不清也不要紧：已定的结论都存着，没看清的记「没看清」，改好后再约一次补看。要改期，请对方在预约里改时间。
      </View>
    </View>
  )
}
