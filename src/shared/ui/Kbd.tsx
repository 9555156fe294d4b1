import { Text } from '@tarojs/components'
import { a11y } from './a11y'

/** A key hint on the desk. */
export function Kbd({ children }: { children: string }) {
  return (
    <Text className="kbd" {...a11y({ hidden: true })}>
      {children}
    </Text>
  )
}
