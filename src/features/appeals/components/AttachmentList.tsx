import { View } from '@tarojs/components'
import { useState } from 'react'
import { mediaSources } from '@/platform/media'
import { fileSize } from '@/shared/file-kind'
import { isRefusedFile, uploadProblem } from '@/shared/refused-file'
import { a11y } from '@/shared/ui/a11y'
import { Btn } from '@/shared/ui/Btn'
import { Card } from '@/shared/ui/Card'
import { Icon } from '@/shared/ui/Icon'
import { Link } from '@/shared/ui/Link'
import { MatRow } from '@/shared/ui/MatRow'
import { SourceSheet } from '@/shared/ui/SourceSheet'
import { lineWords } from '@/shared/words/offline'
import type { Attachments } from '../use-attachments'

/** Photos and files of an appeal that is being written. */
export function AttachmentList({ attachments }: { attachments: Attachments }) {
  const [open, setOpen] = useState(false)
  const { files, tasks, room, problem } = attachments
  return (
    <>
      {(files.length > 0 || tasks.length > 0) && (
        <Card flush>
          {files.map((file) => (
            <MatRow
              key={file.path}
              name={file.name}
              state="done"
              detail={file.size > 0 ? fileSize(file.size) : undefined}
              action={{ text: '移除', onClick: () => attachments.remove(file.path) }}
            />
          ))}
          {tasks.map((task) =>
            task.state === 'failed' ? (
              <MatRow
                key={task.id}
                name={task.file.name}
                state="failed"
                detail={
                  task.error?.code === 'offline'
                    ? `${lineWords(task.error)}，文件还在，连上会自动传`
                    : uploadProblem(task.error)
                }
                action={
                  isRefusedFile(task.error)
                    ? undefined
                    : { text: '重试', icon: 'retry', onClick: () => attachments.retry(task.id) }
                }
              >
                <Link tight onClick={() => attachments.cancel(task.id)} label={`移除${task.file.name}`}>
                  移除
                </Link>
              </MatRow>
            ) : (
              <MatRow
                key={task.id}
                name={task.file.name}
                state="sending"
                percent={task.percent}
                action={{ text: '取消', onClick: () => attachments.cancel(task.id) }}
              />
            ),
          )}
        </Card>
      )}
      {problem && (
        <View className="row top g4 t15 cr" {...a11y({ role: 'alert' })}>
          <Icon name="warn" size="s" />
          <View className="f1">{problem}</View>
        </View>
      )}
      {room > 0 && (
        <Btn icon="plus" block onClick={() => setOpen(true)}>
          {files.length + tasks.length > 0 ? `再加照片或文件（还能加 ${room} 个）` : '加照片或文件'}
        </Btn>
      )}
      <SourceSheet
        open={open}
        title="加照片或文件"
        sources={mediaSources}
        onPick={(source) => void attachments.pick(source)}
        onClose={() => setOpen(false)}
        note={<View className="t15 c2">收 JPG、PNG、PDF，一件最大 20 MB。</View>}
      />
    </>
  )
}
