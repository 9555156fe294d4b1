import { View } from '@tarojs/components'
import type { ApplicationDetail, AppointmentDetail } from '@/shared/contract'
import { a11y } from '@/shared/ui/a11y'
import { Tag } from '@/shared/ui/Tag'
import { recordTag, spanWords } from '../model'

interface Props {
  detail: AppointmentDetail
  application: ApplicationDetail | undefined
}

/** Whose check it is, for what, when. */
export function RecordHead({ detail, application }: Props) {
  const now = Date.now()
  const tag = recordTag(detail, now)
  return (
    <View className="recordhead">
      <View className="row wrap between g8">
        <View className="row wrap g12">
          <View className="t20 b" {...a11y({ role: 'heading' })}>
            {detail.enterprise_name}
          </View>
          <Tag tone={tag.tone}>{tag.word}</Tag>
        </View>
        {application?.number && <View className="c2">{application.number}</View>}
      </View>
      <View className="row wrap recordhead__facts mt4">
        <View>
          {detail.item_name}，{detail.applicant_name}
        </View>
        <View className="c2">{spanWords(detail, now)}</View>
        {detail.kind === 'pre' && <View className="c2">提交前先看（预申请核检）</View>}
      </View>
    </View>
  )
}
