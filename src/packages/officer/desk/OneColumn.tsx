import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import type { Me } from '@/shared/contract'
import { DeskPage } from '@/shared/ui/DeskPage'
import { Page } from '@/shared/ui/Page'
import { useWide } from '@/shared/ui/wide'

interface Props {
  me: Me
  title: string
  children: ReactNode
}

/** A staff page of one list: a page on the phone, one pane under the desk's bar on a wide screen. */
export function OneColumn({ me, title, children }: Props) {
  const wide = useWide()
  if (!wide) return <Page title={title}>{children}</Page>
  return (
    <DeskPage me={me} title={title} tab={null}>
      <View className="desk__pane">
        <View className="desk__scroll">
          <View className="col g12">
            <View className="t20 b">{title}</View>
            {children}
          </View>
        </View>
      </View>
    </DeskPage>
  )
}
