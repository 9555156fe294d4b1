import { Text, View } from '@tarojs/components'
import type { MyEnterprise } from '@/shared/contract'
import { Card } from '@/shared/ui/Card'
import { Icon } from '@/shared/ui/Icon'
import { Kv } from '@/shared/ui/Kv'
import { Link } from '@/shared/ui/Link'
import { Note } from '@/shared/ui/Note'
import { dayWords, roleWords } from '../model'

interface Props {
  enterprise: MyEnterprise
  /** Name of the person. */
  person: string
  onSwitch: () => void
}

/** The enterprise one acts for, and as what. */
export function EnterpriseCard({ enterprise, person, onSwitch }: Props) {
  const { officer } = enterprise
  return (
    <Card>
      <View className="row top g12">
        <View className="mat__ic mat__ic--go">
          <Icon name="store" />
        </View>
        <View className="f1">
          <View className="h">{enterprise.name}</View>
          <View className="t15 c2">
            你是<Text className="b c1">{roleWords(enterprise.role)}</Text>
            {person && `，${person}`}
          </View>
        </View>
        <Link icon="swap" tight end onClick={onSwitch}>
          切换
        </Link>
      </View>
      {enterprise.state === 'pending' && (
        <View className="mt12">
          <Note tone="wait" title={`等${officer?.display_name ?? '专员'}确认`}>
            可以先填表、传材料，确认后就能提交。
          </Note>
        </View>
      )}
      <View className="hr hr--12" />
      <View className="mt4">
        <Kv label="信用代码">{enterprise.uscc}</Kv>
        {enterprise.ends_on && <Kv label="授权到">{dayWords(enterprise.ends_on)}</Kv>}
        {officer && (
          <Kv label="专员">
            {officer.stand_in_for
              ? `${officer.display_name}，替${officer.stand_in_for}代班`
              : officer.display_name}
          </Kv>
        )}
      </View>
    </Card>
  )
}
