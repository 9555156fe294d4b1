import { View } from '@tarojs/components'
import { Prog } from '@/shared/ui/Prog'

interface Props {
  /** From 1. */
  step: number
  steps: number
  name: string
}

/** 第 1 步，共 5 步：主体信息. */
export function FormProgress({ step, steps, name }: Props) {
  const words = `第 ${step} 步，共 ${steps} 步`
  return (
    <View>
      <View className="t15 c2">{`${words}：${name}`}</View>
      <View className="mt8">
        <Prog percent={(step / steps) * 100} label={words} />
      </View>
    </View>
  )
}
