import { View } from '@tarojs/components'
import { useState } from 'react'
import type { CheckPoint, ItemGuide } from '@/shared/contract'
import { Card } from '@/shared/ui/Card'
import { Cell } from '@/shared/ui/Cell'
import { Sheet } from '@/shared/ui/Sheet'

interface Props {
  points: readonly CheckPoint[]
  faq: ItemGuide['faq']
}

/** What the check looks at, and questions others asked: each behind one row. */
export function GuideMore({ points, faq }: Props) {
  const [open, setOpen] = useState<'points' | 'faq' | null>(null)
  if (points.length === 0 && faq.length === 0) return null
  return (
    <Card flush>
      {points.length > 0 && (
        <Cell title="视频核查看什么" value={`${points.length} 处`} onClick={() => setOpen('points')} />
      )}
      {faq.length > 0 && <Cell title="常见问题" value={`${faq.length} 条`} onClick={() => setOpen('faq')} />}
      <Sheet open={open === 'points'} title="视频核查看什么" onClose={() => setOpen(null)}>
        {points.map((each) => (
          <View key={each.id}>
            <View className="h">{each.title}</View>
            <View>{each.standard}</View>
            <View className="t15 c2">{`怎么拍：${each.how_to_show}`}</View>
          </View>
        ))}
      </Sheet>
      <Sheet open={open === 'faq'} title="常见问题" onClose={() => setOpen(null)}>
        {faq.map((each) => (
          <View key={each.q}>
            <View className="h">{each.q}</View>
            <View className="c2">{each.a}</View>
          </View>
        ))}
      </Sheet>
    </Card>
  )
}
