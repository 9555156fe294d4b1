import { View } from '@tarojs/components'
import type { ApplicationMaterial } from '@/shared/contract'
import { fileSize } from '@/shared/file-kind'
import { Card } from '@/shared/ui/Card'
import { MatRow } from '@/shared/ui/MatRow'
import { FileLinks } from './FileLinks'

/** Materials with their files, each opened by a tap; earlier versions below the newer ones. */
export function FilesCard({ materials }: { materials: ApplicationMaterial[] }) {
  return (
    <Card flush>
      {materials.map((material) => {
        const { key, name, files, old_files, fetched_by_office } = material
        const size = files.reduce((sum, file) => sum + file.size, 0)
        const state = fetched_by_office ? 'free' : files.length > 0 ? 'done' : 'missing'
        return (
          <MatRow
            key={key}
            name={name}
            state={state}
            word={state === 'missing' ? '没交' : state === 'done' ? '已交' : undefined}
            detail={
              state === 'done'
                ? `${files.length} 件，${fileSize(size)}`
                : fetched_by_office
                  ? '办事的人自己调'
                  : null
            }
          >
            <FileLinks files={files} />
            {old_files.length > 0 && <View className="t15 c2 mt4">补正以前交的</View>}
            <FileLinks files={old_files} />
          </MatRow>
        )
      })}
    </Card>
  )
}
