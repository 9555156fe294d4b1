import { View } from '@tarojs/components'
import { a11y } from './a11y'

interface Props {
  /** 0 to 100. */
  percent: number
  label: string
}

/** Progress bar; the number is said in words beside it. */
export function Prog({ percent, label }: Props) {
  return (
    <View className="prog" {...a11y({ role: 'progressbar', label: `${label} ${Math.round(percent)}%` })}>
      <View className="prog__i" style={{ width: `${Math.round(percent)}%` }} />
    </View>
  )
}
