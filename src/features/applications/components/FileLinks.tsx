import { View } from '@tarojs/components'
import { useState } from 'react'
import { openFile } from '@/platform/files'
import { signedUrl } from '@/platform/objects'
import type { FileRef } from '@/shared/contract'
import { type AppError, toAppError } from '@/shared/errors'
import { Link } from '@/shared/ui/Link'

/** Names of files that open by a tap; what goes wrong is said below them. */
export function FileLinks({ files }: { files: Pick<FileRef, 'id' | 'bucket' | 'path' | 'name' | 'mime'>[] }) {
  const [opening, setOpening] = useState<string | null>(null)
  const [error, setError] = useState<AppError | null>(null)
  const open = async ({ id, bucket, path, name, mime }: (typeof files)[number]) => {
    if (opening) return
    setOpening(id)
    setError(null)
    try {
      await openFile({ url: await signedUrl(bucket, path), name, mime })
    } catch (problem) {
      setError(toAppError(problem))
    } finally {
      setOpening(null)
    }
  }
  return (
    <View>
      {files.map((file) => (
        <Link
          key={file.id}
          className="link--wrap"
          icon={file.mime.startsWith('image/') ? 'image' : 'file'}
          label={`打开 ${file.name}`}
          onClick={() => void open(file)}
        >
          <View className="f1">{opening === file.id ? '正在打开…' : file.name}</View>
        </Link>
      ))}
      {error && <View className="t15 cr">{[error.message, error.hint].filter(Boolean).join('。')}</View>}
    </View>
  )
}
