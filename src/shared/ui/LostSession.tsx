import { Text, View } from '@tarojs/components'
import { go } from '../go'
import { routes } from '../routes'
import { useSessionLost } from '../session-lost'
import { a11y } from './a11y'
import { Icon } from './Icon'
import { Link } from './Link'

/** A quiet line over every page while the session is to be regained: what is typed stays, and how to go on. */
export function LostSession() {
  if (!useSessionLost()) return null
  return (
    <View className="offline" {...a11y({ role: 'status' })}>
      <Icon name="user" size="s" />
      <Text className="f1">登录过期了，你填的都还在。</Text>
      <Link onClick={() => go(routes.signIn())}>再登录</Link>
    </View>
  )
}
