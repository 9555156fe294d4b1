import { View } from '@tarojs/components'
import { useRef } from 'react'
import type { Material } from '@/shared/contract'
import { Icon } from '@/shared/ui/Icon'
import { Sheet } from '@/shared/ui/Sheet'

const TYPES: Record<Material['file_types'][number], string> = {
  jpg: 'JPG',
  png: 'PNG',
  pdf: 'PDF',
  heic: 'HEIC',
}

function Points({ title, points }: { title: string; points: readonly string[] }) {
  if (points.length === 0) return null
  return (
    <View className="mt16">
      <View className="b">{title}</View>
      {points.map((point) => (
        <View key={point} className="row top g8 mt8">
          <Icon name="check" size="s" className="cg mt2" />
          <View className="f1">{point}</View>
        </View>
      ))}
    </View>
  )
}

interface Props {
  /** null: closed. */
  material: Material | null
  onClose: () => void
}

/** How a good one looks, and what the window checks. */
export function SampleSheet({ material, onClose }: Props) {
  // The words stay while the drawer slides away.
  const last = useRef<Material | null>(null)
  if (material) last.current = material
  const shown = last.current
  return (
    <Sheet open={material !== null} title={shown?.name ?? ''} onClose={onClose}>
      {shown && (
        <View>
          <View className="c2">{shown.how_to}</View>
          <Points title="样表上有这些" points={shown.sample_points} />
          <Points title="窗口看这些" points={shown.acceptance} />
          <View className="t15 c2 mt16">
            {`收 ${shown.file_types.map((type) => TYPES[type]).join('、')}，最多 ${shown.max_files} 个文件，单个不超过 20 MB。`}
          </View>
          {shown.spec && <View className="t15 c2 mt4">{shown.spec}</View>}
          {shown.basis && <View className="t15 c2 mt4">{`依据：${shown.basis}`}</View>}
        </View>
      )}
    </Sheet>
  )
}
