import { View } from '@tarojs/components'
import { useState } from 'react'
import { mediaSources } from '@/platform/media'
import { fileSize } from '@/shared/file-kind'
import { MatRow } from '@/shared/ui/MatRow'
import { SourceSheet } from '@/shared/ui/SourceSheet'
import type { useResultUpload } from '../use-result-upload'

interface Props {
  upload: ReturnType<typeof useResultUpload>
  /** Tried to send without a file. */
  missing: boolean
}

const LOOK = { sending: 'sending', stored: 'done', failed: 'failed', refused: 'failed' } as const

/** The file of the result: chosen, on its way, there. */
export function ResultFileRow({ upload, missing }: Props) {
  const [open, setOpen] = useState(false)
  const { result, refused } = upload
  const choose = { text: result ? '换一个' : '选文件', onClick: () => setOpen(true), main: !result }
  const action =
    result?.state === 'sending'
      ? { text: '取消', onClick: upload.cancel }
      : result?.state === 'failed'
        ? { text: '重试', onClick: upload.retry }
        : choose
  return (
    <>
      <MatRow
        name={result ? result.name : '结果文件'}
        state={result === null ? 'missing' : LOOK[result.state]}
        word={result === null ? (missing ? '还没选文件' : 'PDF、JPG 或 PNG') : undefined}
        detail={result ? (result.problem ?? fileSize(result.size)) : '单件最大 20 MB'}
        percent={result?.state === 'sending' ? result.percent : undefined}
        action={action}
      />
      {refused && <View className="t15 cr">{refused}</View>}
      <SourceSheet
        open={open}
        title="结果文件"
        sources={mediaSources}
        onPick={(source) => void upload.choose(source)}
        onClose={() => setOpen(false)}
        note={<View className="t15 c2">PDF、JPG、PNG，单件最大 20 MB</View>}
      />
    </>
  )
}
