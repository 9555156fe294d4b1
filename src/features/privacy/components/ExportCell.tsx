import { View } from '@tarojs/components'
import { toAppError } from '@/shared/errors'
import { Btn } from '@/shared/ui/Btn'
import { Card } from '@/shared/ui/Card'
import { Note } from '@/shared/ui/Note'
import { useExport } from '../hooks'

const SAID = {
  file: '文件给你了。里面有完整的手机号和证件号，收好，别发给不相干的人。',
  copied: '这个微信不能存文件，已经复制，粘贴到备忘录就能看。里面有完整的手机号和证件号，收好。',
  left: null,
} as const

/** Takes along everything that is kept. */
export function ExportCell() {
  const taking = useExport()
  const failed = taking.error ? toAppError(taking.error) : null
  const said = taking.data ? SAID[taking.data] : null
  return (
    <Card>
      <View className="col g12">
        <Btn block icon="download" busy={taking.isPending} onClick={() => taking.mutate()}>
          导出我的数据
        </Btn>
        <View className="t15 c2">你的信息、绑定的企业、办件、消息、诉求、评价和谁看过，一份文字文件。</View>
        {said && (
          <Note tone="done" alert>
            {said}
          </Note>
        )}
        {failed && (
          <Note tone="late" alert title={failed.message}>
            {failed.hint}
          </Note>
        )}
      </View>
    </Card>
  )
}
