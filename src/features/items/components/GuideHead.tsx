import { Text, View } from '@tarojs/components'
import type { ItemGuide } from '@/shared/contract'
import { Card } from '@/shared/ui/Card'
import { Limits } from '@/shared/ui/Limits'
import { Tag } from '@/shared/ui/Tag'
import { momentWords } from '@/shared/words/dates'
import { guideTags, limitFigure } from '../model'

/** What it is, how long it takes, and when it would be done. */
export function GuideHead({ guide }: { guide: ItemGuide }) {
  const { statutory_value: value, statutory_unit: unit } = guide
  const due = guide.promised_if_accepted_today
  return (
    <Card>
      <View className="t24 b">{guide.name}</View>
      <View className="t15 c2 mt4">
        {guide.department}
        <Text className="nw">{`　码号 ${guide.code}`}</Text>
      </View>
      <View className="hr" />
      <Limits
        promised={{ label: '县里承诺', ...limitFigure(guide.promised_value, guide.promised_unit) }}
        statutory={
          value && unit
            ? {
                label:
                  value === guide.promised_value && unit === guide.promised_unit
                    ? '法律规定'
                    : '法律规定最长',
                ...limitFigure(value, unit),
              }
            : undefined
        }
      />
      {due && (
        <View className="mt12">
          {guide.handling_type === 'immediate' ? '立等可取。现在受理，' : '今天受理，'}
          <Text className="nw">
            <Text className="b">{`${momentWords(due, Date.parse(guide.server_now))} 前`}</Text>办结
          </Text>
        </View>
      )}
      <View className="row wrap g8 mt12">
        {guideTags(guide).map((words) => (
          <Tag key={words}>{words}</Tag>
        ))}
      </View>
    </Card>
  )
}
