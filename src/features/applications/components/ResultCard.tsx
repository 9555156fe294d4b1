import { Image, View } from '@tarojs/components'
import type { ApplicationDetail } from '@/shared/contract'
import { fileSize } from '@/shared/file-kind'
import { pressable } from '@/shared/ui/a11y'
import { Btn } from '@/shared/ui/Btn'
import { Card } from '@/shared/ui/Card'
import { Foot } from '@/shared/ui/Foot'
import { Icon } from '@/shared/ui/Icon'
import { Kv } from '@/shared/ui/Kv'
import { Note } from '@/shared/ui/Note'
import { Tag } from '@/shared/ui/Tag'
import { dateWithWeekday, pastWords } from '@/shared/words/dates'
import type { ResultFile } from '../use-result-file'

interface Props {
  result: NonNullable<ApplicationDetail['result']>
  item: string
  number: string | null
  now: number
  file: ResultFile
}

/** The result: what it is, its numbers, its file. */
export function ResultCard({ result, item, number, now, file }: Props) {
  const { name, size } = result.file
  return (
    <Card>
      <Tag tone="done" icon="check">
        {result.delivered_at ? `${pastWords(result.delivered_at, now)} 送达` : '已出件'}
      </Tag>
      <View className="t24 b mt8">{result.name}</View>
      <View className="mt8">
        <Kv label="证照编号">{result.number}</Kv>
        <Kv label="事项">{item}</Kv>
        {number && <Kv label="办件编号">{number}</Kv>}
        <Kv label="出件">{dateWithWeekday(result.issued_at, now)}</Kv>
      </View>
      {file.picture && (
        <View className="mt12" {...pressable(file.open, { role: 'button', label: `看大图 ${name}` })}>
          <Image className="result__pic" src={file.picture} mode="widthFix" />
        </View>
      )}
      <View className="row g12 mt12">
        <View className="mat__ic mat__ic--go">
          <Icon name={file.picture ? 'image' : 'file'} />
        </View>
        <View className="f1">
          <View className="b">{name}</View>
          <View className="t15 c2">{fileSize(size)}</View>
        </View>
      </View>
    </Card>
  )
}

/** To open and to keep. */
export function ResultFoot({ file }: { file: ResultFile }) {
  return (
    <Foot
      above={
        file.error && (
          <Note tone="late" alert title={file.error.message}>
            {file.error.hint}
          </Note>
        )
      }
    >
      <Btn grow icon="eye" busy={file.busy.includes('open')} onClick={file.open}>
        打开看
      </Btn>
      <Btn grow kind="main" icon="download" busy={file.busy.includes('save')} onClick={file.save}>
        保存文件
      </Btn>
    </Foot>
  )
}
