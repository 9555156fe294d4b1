import { Text, View } from '@tarojs/components'
import { a11y } from './a11y'
import { Icon } from './Icon'

interface Props {
  /** saved: on the server. device: only on this phone, goes up later. saving: on its way. */
  state: 'saved' | 'device' | 'saving'
  /** The whole sentence: 9:41 已自动保存，退出也会接着传. */
  text: string
}

/** Autosave line over the buttons of a foot. */
export function Saved({ state, text }: Props) {
  const icon = state === 'saved' ? 'check' : state === 'device' ? 'offline' : 'upload'
  return (
    <View className="saved" {...a11y({ role: 'status' })}>
      <Icon name={icon} size="xs" />
      <Text>{text}</Text>
    </View>
  )
}
