import { Image, View } from '@tarojs/components'
import { pressable } from './a11y'
import { Icon } from './Icon'

interface Props {
  /** Signed address of a picture; a document or one that cannot be shown has none. */
  src?: string
  label: string
  onClick: () => void
}

/** A small picture of a file, or the sign of a document; opens it. */
export function FileThumb({ src, label, onClick }: Props) {
  return (
    <View className="thumb" {...pressable(onClick, { role: 'button', label: `打开 ${label}` })}>
      {src ? <Image className="thumb__img" src={src} mode="aspectFill" lazyLoad /> : <Icon name="file" />}
    </View>
  )
}
