import { View } from '@tarojs/components'
import type { ApplicationDetail } from '@/shared/contract'
import { Icon } from '@/shared/ui/Icon'
import { MaskedValue } from './MaskedValue'

/** How to reach the applicant: covered, and whole for who says why. Nothing when no number was left. */
export function ApplicantPhone({ detail }: { detail: ApplicationDetail }) {
  const { phone } = detail.applicant
  if (!phone) return null
  return (
    <View className="cell">
      <Icon name="phone" className="c2" />
      <View className="cell__main">
        <View>申请人手机号</View>
        {detail.can_reveal && detail.masked.includes('applicant.phone') ? (
          <MaskedValue application={detail.id} field="applicant.phone" label="申请人手机号" masked={phone} />
        ) : (
          <View className="t15 c2">{phone}</View>
        )}
      </View>
    </View>
  )
}
