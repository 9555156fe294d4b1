import { Button } from '@nutui/nutui-react-taro'
import { View } from '@tarojs/components'

export default function Page() {
  return (
    <View>
      me<Button>好</Button>
    </View>
  )
}
