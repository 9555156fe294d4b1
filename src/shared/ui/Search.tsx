import { Text, View } from '@tarojs/components'
import { pressable } from './a11y'
import { Icon } from './Icon'

interface Props {
  /** 搜事项，比如“开饭馆”. */
  text: string
  onClick: () => void
}

/** Looks like a search box, opens the search page. Typing happens there, in an Input. */
export function Search({ text, onClick }: Props) {
  return (
    <View className="search" {...pressable(onClick, { role: 'button', label: '搜事项' })}>
      <Icon name="search" size="s" />
      <Text>{text}</Text>
    </View>
  )
}
