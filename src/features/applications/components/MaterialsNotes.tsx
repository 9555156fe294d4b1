import { View } from '@tarojs/components'
import type { ApplicationMaterial } from '@/shared/contract'
import { Icon } from '@/shared/ui/Icon'
import { Note } from '@/shared/ui/Note'

/** What the office fetches itself, and how to photograph the rest. */
export function MaterialsNotes({ fetched, own }: { fetched: ApplicationMaterial[]; own: number }) {
  return (
    <>
      {fetched.length > 0 && (
        <Note tone="done" title={`${own > 0 ? '另 ' : ''}${fetched.length} 件不用传`}>
          <View>{`${fetched.map((material) => material.name).join('、')}，窗口自己取`}</View>
        </Note>
      )}
      {own > 0 && (
        <View className="row g4 t15 c2 tap">
          <Icon name="info" size="s" />
          <View className="f1">拍照要平、要亮，字能看清。单件最大 20 MB。</View>
        </View>
      )}
    </>
  )
}
