import { Text, View } from '@tarojs/components'
import { useLargeFont } from '@/shared/theme/large-font'
import { pressable } from '@/shared/ui/a11y'
import { Icon } from '@/shared/ui/Icon'

/** 大字 beside the title; 标准 when it is on. */
export function LargeSwitch() {
  const [large, setLarge] = useLargeFont()
  const facts = {
    role: 'switch',
    checked: large,
    label: large ? '大字模式，已开，换回标准' : '大字模式，已关',
  } as const
  return (
    <View className="big-switch" {...pressable(() => setLarge(!large), facts)}>
      <Icon name="text" size="s" />
      <Text>{large ? '标准' : '大字'}</Text>
    </View>
  )
}
