import { Image, View } from '@tarojs/components'
import { useState } from 'react'
import { openFile, previewImages } from '@/platform/files'
import { addressOf, useSignedUrls } from '@/platform/use-signed-urls'
import type { FileRef } from '@/shared/contract'
import { type AppError, toAppError } from '@/shared/errors'
import { fileSize } from '@/shared/file-kind'
import { Btn } from '@/shared/ui/Btn'
import { cx } from '@/shared/ui/cx'
import { Icon } from '@/shared/ui/Icon'
import { Link } from '@/shared/ui/Link'
import { useWide } from '@/shared/ui/wide'
import { PdfFrame } from './PdfFrame'

/** HEIC opens on the phone that took it and in no browser: it is offered as a file. */
const shows = (file: FileRef) => file.mime === 'image/jpeg' || file.mime === 'image/png'

interface Props {
  files: readonly FileRef[]
  /** 没交这件材料. */
  empty: string
  /** Before the pager: the material's name on the desk. */
  title?: string
}

/** The document: pictures zoom and turn, a PDF opens; several are leafed through. */
export function Paper({ files, empty, title }: Props) {
  const [at, setAt] = useState(0)
  const [turns, setTurns] = useState(0)
  const [large, setLarge] = useState(false)
  const [error, setError] = useState<AppError | null>(null)
  const wide = useWide()
  const urls = useSignedUrls(files.map(({ bucket, path }) => ({ bucket, path })))
  const file = files[Math.min(at, files.length - 1)]
  const move = (step: number) => {
    setAt((before) => (before + step + files.length) % files.length)
    setTurns(0)
    setLarge(false)
    setError(null)
  }
  const open = async (shown: FileRef) => {
    setError(null)
    try {
      const url = urls[shown.path] || (await addressOf(shown))
      if (!shows(shown)) await openFile({ url, name: shown.name, mime: shown.mime })
      else {
        const pictures = files.filter((each) => shows(each) && urls[each.path])
        await previewImages(
          pictures.map((each) => urls[each.path] ?? ''),
          pictures.indexOf(shown),
        )
      }
    } catch (problem) {
      setError(toAppError(problem))
    }
  }
  if (!file) {
    return (
      <View className="paperbox">
        {title && <View className="b">{title}</View>}
        <View className="paper c2">{empty}</View>
      </View>
    )
  }
  const url = urls[file.path]
  const picture = shows(file)
  return (
    <View className="paperbox">
      <View className="row wrap g8">
        {title && <View className="b">{title}</View>}
        <View className="c2 t15">{`第 ${at + 1} 件，共 ${files.length} 件`}</View>
      </View>
      <View className="row g8 wrap">
        <View className="row g8 wrap">
          {files.length > 1 && (
            <>
              <Btn small icon="left" label="上一件文件" onClick={() => move(-1)}>
                上一件
              </Btn>
              <Btn small label="下一件文件" onClick={() => move(1)}>
                下一件
              </Btn>
            </>
          )}
          {picture && wide && (
            <Btn small icon="zoom" onClick={() => setLarge(!large)}>
              {large ? '缩回' : '放大'}
            </Btn>
          )}
          {picture && (
            <Btn small icon="rotate" onClick={() => setTurns((turns + 1) % 4)}>
              旋转
            </Btn>
          )}
        </View>
      </View>
      <View className={cx('paper', large && 'paper--large')}>
        {picture && url && (
          <Image
            className={cx('paper__img', `paper__img--${turns}`)}
            src={url}
            mode="aspectFit"
            onClick={() => (wide ? setLarge(!large) : void open(file))}
            onError={() => setError(toAppError(new Error('picture')))}
          />
        )}
        {!picture && wide && file.mime === 'application/pdf' && url && (
          <PdfFrame url={url} name={file.name} />
        )}
        {!picture && (!wide || file.mime !== 'application/pdf') && (
          <View className="col center g8">
            <Icon name="file" size="l" className="c3" />
            <View>{file.name}</View>
            <View className="t15 c2">{fileSize(file.size)}</View>
            <Btn kind="line" onClick={() => void open(file)}>
              打开看
            </Btn>
          </View>
        )}
      </View>
      {picture !== wide && (
        <Link icon={picture ? 'zoom' : 'file'} onClick={() => void open(file)}>
          {picture ? '放大看' : '在新窗口打开'}
        </Link>
      )}
      {error && (
        <View className="t15 cr">{`没打开：${[error.message, error.hint].filter(Boolean).join('。')}`}</View>
      )}
    </View>
  )
}
