import { View } from '@tarojs/components'
import type { ApplicationMaterial } from '@/shared/contract'
import { Card } from '@/shared/ui/Card'
import { Icon } from '@/shared/ui/Icon'
import { Sheet } from '@/shared/ui/Sheet'
import { typesWords } from '../model'

interface Props {
  /** null: closed. */
  material: ApplicationMaterial | null
  onClose: () => void
}

/** What a good one shows, and how to make it. */
export function SampleSheet({ material, onClose }: Props) {
  return (
    <Sheet open={material !== null} title={`${material?.name ?? ''}怎么准备`} onClose={onClose}>
      {material && (
        <Card>
          <View>{material.how_to}</View>
          {material.sample_points.length > 0 && <View className="h mt12">样表上有这些</View>}
          {material.sample_points.map((point) => (
            <View key={point} className="row top g8 mt8">
              <Icon name="check" size="s" className="cg mt2" />
              <View className="f1">{point}</View>
            </View>
          ))}
          <View className="t15 c2 mt12">
            {`收 ${typesWords(material)}，最多 ${material.max_files} 个文件，单件最大 20 MB`}
          </View>
        </Card>
      )}
    </Sheet>
  )
}
