import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { Card } from '@/shared/ui/Card'
import { Tag } from '@/shared/ui/Tag'
import type { Mend } from '../correction'

/** Anchor of a point, for 还差 1 处. */
export const mendAnchor = (mend: Mend) => `mend-${mend.point.id}`

interface Props {
  mend: Mend
  /** Its number in the notice, from 1. */
  at: number
  /** Instead of 还没补 and 已补好: 正在传. */
  word?: string
  /** Links, files, inputs. */
  children: ReactNode
}

/** One point of the notice: what is wrong, how to mend it, and where. */
export function MendCard({ mend, at, word, children }: Props) {
  const { point, done } = mend
  return (
    <Card id={mendAnchor(mend)} tone={done ? undefined : 'wait'}>
      <View className="row between top g8">
        <View className="h row top g12 f1">
          <Text className="fn">{at}</Text>
          <View className="f1">{point.title}</View>
        </View>
        <Tag tone={done ? 'done' : 'wait'}>{word ?? (done ? '已补好' : '还没补')}</Tag>
      </View>
      <View className="mt8 pre">{point.reason}</View>
      {point.how_to && <View className="t15 c2 mt8 pre">怎么补：{point.how_to}</View>}
      {children}
    </Card>
  )
}
