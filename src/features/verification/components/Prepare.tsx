import { View } from '@tarojs/components'
import { Card } from '@/shared/ui/Card'
import { Icon } from '@/shared/ui/Icon'
import { PREPARE } from '../words'

/** What to have ready before the call. */
export function Prepare() {
  return (
    <Card>
      <View className="col g8">
        {PREPARE.map((line) => (
          <View key={line} className="row top g8">
            <Icon name="check" size="s" className="c2 mt2" />
            <View className="f1">{line}</View>
          </View>
        ))}
      </View>
      <View className="hr hr--12" />
      <View className="t15 c2 mt12">
        到时网络不好、没看清，不算不合格：没看清的那处会记下来，可以再约时间补看。
      </View>
    </Card>
  )
}
