import { View } from '@tarojs/components'
import { go } from '@/shared/go'
import { routes } from '@/shared/routes'
import { Link } from '@/shared/ui/Link'

interface Props {
  collected: string
  /** Which tap agrees, where it is another one than that on the button above. */
  tap?: string
}

/** Under a button that signs in: what is taken with it, and that the tap agrees to both texts. */
export function Agreement({ collected, tap = '点了' }: Props) {
  return (
    <View className="t15 c2">
      <View>{`${collected}${tap}就是同意下面两份说明。`}</View>
      <View className="row g24">
        <Link onClick={() => go(routes.privacy())}>《隐私说明》</Link>
        <Link onClick={() => go(routes.terms())}>《使用条款》</Link>
      </View>
    </View>
  )
}
