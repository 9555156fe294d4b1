import { View } from '@tarojs/components'
import { FileThumb } from '@/shared/ui/FileThumb'
import type { CheckRecord } from '../use-record'
import { usePhotos } from './PointPhotos'

/** On the desk: every photo of the check, by its point. */
export function AllPhotos({ record }: { record: CheckRecord }) {
  const photos = record.points.flatMap(({ id, title }, at) =>
    record.point(id).photos.map((photo) => ({ ...photo, title, number: at + 1 })),
  )
  const { urls, look } = usePhotos(photos)
  if (photos.length === 0) return null
  return (
    <View className="panel">
      <View className="b">已加 {photos.length} 张照片</View>
      <View className="row wrap g8 mt8">
        {photos.map(({ path, title, number }, at) => (
          <View className="col center t13 c2" key={path}>
            <FileThumb src={urls[path]} label={`${title}的照片`} onClick={() => void look(at)} />第 {number}{' '}
            点
          </View>
        ))}
      </View>
    </View>
  )
}
