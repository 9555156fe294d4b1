import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { openFile, previewImages } from '@/platform/files'
import { addressOf, useSignedUrls } from '@/platform/use-signed-urls'
import type { ApplicationMaterial, FileRef } from '@/shared/contract'
import { type AppError, toAppError } from '@/shared/errors'
import { fileSize } from '@/shared/file-kind'
import { Btn } from '@/shared/ui/Btn'
import { Card } from '@/shared/ui/Card'
import { FileThumb } from '@/shared/ui/FileThumb'
import { Link } from '@/shared/ui/Link'
import { Note } from '@/shared/ui/Note'
import { Sheet } from '@/shared/ui/Sheet'

interface Props {
  /** null: closed. */
  material: ApplicationMaterial | null
  /** Shows the files only; they cannot be changed now. */
  readOnly?: boolean
  removing?: string | null
  /** Another file may still be added. */
  room?: number
  onAdd?: () => void
  onReplace?: (file: FileRef) => void
  onRemove?: (file: FileRef) => Promise<AppError | null>
  onClose: () => void
}

/** The photo that is hard to decode for a browser or WeChat is shown by name only. */
const showable = (file: FileRef) => file.mime === 'image/jpeg' || file.mime === 'image/png'

/** Files of a material: look, replace, take back, add. */
export function FilesSheet(props: Props) {
  const { material, readOnly, removing, room = 0, onAdd, onReplace, onRemove, onClose } = props
  const files = material?.files ?? []
  const pictures = files.filter(showable)
  const urls = useSignedUrls(pictures)
  const [problem, setProblem] = useState<AppError | null>(null)

  const look = async (file: FileRef) => {
    setProblem(null)
    try {
      if (!showable(file)) {
        await openFile({ url: await addressOf(file), name: file.name, mime: file.mime })
        return
      }
      const all = await Promise.all(pictures.map(addressOf))
      await previewImages(all, pictures.indexOf(file))
    } catch (error) {
      setProblem(toAppError(error))
    }
  }
  const remove = async (file: FileRef) => {
    const { confirm } = await Taro.showModal({
      title: '删掉这个文件？',
      content: `「${file.name}」删掉后要重新传`,
      confirmText: '删掉',
      cancelText: '留着',
      confirmColor: '#B3261E',
    })
    if (!confirm) return
    setProblem((await onRemove?.(file)) ?? null)
    if (files.length === 1) onClose()
  }

  return (
    <Sheet open={material !== null} title={material?.name ?? ''} onClose={onClose}>
      {problem && (
        <Note tone="late" title={problem.message} alert>
          {problem.hint}
        </Note>
      )}
      <Card flush>
        {files.map((file) => (
          <View key={file.id} className="mat">
            <FileThumb src={urls[file.path]} label={file.name} onClick={() => void look(file)} />
            <View className="f1">
              <View className="t15 b">{file.name}</View>
              <View className="t15 c2">{fileSize(file.size)}</View>
              <View className="row wrap g12">
                <Link onClick={() => void look(file)} label={`打开 ${file.name}`}>
                  打开
                </Link>
                {!readOnly && (
                  <Link onClick={() => onReplace?.(file)} label={`换掉 ${file.name}`}>
                    换一个
                  </Link>
                )}
                {!readOnly && (
                  <Link onClick={() => void remove(file)} label={`删掉 ${file.name}`}>
                    {removing === file.id ? '正在删…' : '删掉'}
                  </Link>
                )}
              </View>
            </View>
          </View>
        ))}
      </Card>
      {!readOnly && room > 0 && (
        <Btn kind="line" icon="plus" block onClick={onAdd}>
          {`再传一个，还能传 ${room} 个`}
        </Btn>
      )}
    </Sheet>
  )
}
