import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { a11y } from './a11y'

interface Props {
  title: string
  /** At the right end: a count, a link. */
  extra?: ReactNode
  id?: string
}

/** Heading of the cards below it. */
export function Sec({ title, extra, id }: Props) {
  return (
    <View className="sec" id={id}>
      <Text className="t17 b" {...a11y({ role: 'heading' })}>
        {title}
      </Text>
      {extra}
    </View>
  )
}
