import { View } from '@tarojs/components'
import { a11y } from './a11y'

/** A short wait without a known shape; lists use Skeleton. */
export function Loading({ text = '正在打开…' }: { text?: string }) {
  return (
    <View className="void c2 t15" {...a11y({ role: 'status' })}>
      {text}
    </View>
  )
}
