import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import type { CheckPoint, Finding } from '@/shared/contract'
import { Card } from '@/shared/ui/Card'
import { Tag } from '@/shared/ui/Tag'
import { verdictWord } from '../words'

interface Props {
  points: CheckPoint[]
  /** With findings each point carries its verdict. */
  findings?: Finding[]
  /** How each is shown by video, for who prepares. */
  howTo?: boolean
  /** Shows the photos of a point; the page knows how files open. */
  photos?: (finding: Finding) => ReactNode
}

/** The points that are looked at, each with its measure. */
export function CheckPoints({ points, findings, howTo, photos }: Props) {
  return (
    <Card>
      <View className="col g16">
        {points.map((point, at) => {
          const finding = findings?.find((each) => each.key === point.id)
          const { word, tone } = verdictWord(finding)
          return (
            <View key={point.id} className="row top g12">
              <Text className="c2 b fn">{at + 1}</Text>
              <View className="f1">
                <View className="row between top g8">
                  <View className="b f1">{point.title}</View>
                  {findings && <Tag tone={tone}>{word}</Tag>}
                </View>
                <View>{point.standard}</View>
                {howTo && <View className="t15 c2 mt4">怎么拍：{point.how_to_show}</View>}
                {finding?.note && <View className="t15 mt4 pre">{finding.note}</View>}
                {finding && finding.photos.length > 0 && photos?.(finding)}
              </View>
            </View>
          )
        })}
      </View>
    </Card>
  )
}
