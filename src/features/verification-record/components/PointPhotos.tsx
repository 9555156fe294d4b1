import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { previewImages } from '@/platform/files'
import { mediaSources } from '@/platform/media'
import { addressOf, useSignedUrls } from '@/platform/use-signed-urls'
import { toAppError } from '@/shared/errors'
import { isRefusedFile, uploadProblem } from '@/shared/refused-file'
import { ask } from '@/shared/ui/ask'
import { Btn } from '@/shared/ui/Btn'
import { FileThumb } from '@/shared/ui/FileThumb'
import { Link } from '@/shared/ui/Link'
import { SourceSheet } from '@/shared/ui/SourceSheet'
import type { CheckRecord } from '../use-record'

const BUCKET = 'verification'
const SOURCES = mediaSources
  .filter(({ source }) => source !== 'chat')
  .map((each) => (each.source === 'camera' ? { ...each, sub: '拍现场，或拍下通话的画面' } : each))

/** Addresses of a check's photos, and a way to look at one of them large. */
export function usePhotos(photos: readonly { path: string; name: string }[]) {
  const objects = photos.map(({ path }) => ({ bucket: BUCKET, path }))
  const urls = useSignedUrls(objects)
  const look = async (at: number) => {
    try {
      await previewImages(await Promise.all(objects.map(addressOf)), at)
    } catch (error) {
      void Taro.showToast({ title: toAppError(error).message, icon: 'none' })
    }
  }
  return { urls, look }
}

/** Photos of one check point: what is there, what is on its way, one more. */
export function PointPhotos({ id, title, record }: { id: string; title: string; record: CheckRecord }) {
  const { photos } = record.point(id)
  const tasks = record.tasks.filter(({ slot }) => slot === id)
  const { urls, look } = usePhotos(photos)
  const [choosing, setChoosing] = useState(false)
  const remove = async (path: string, number: number) => {
    const yes = await ask({
      title: `去掉第 ${number} 张照片？`,
      content: `「${title}」的记录里就没有它了`,
      yes: '去掉',
      no: '留着',
      danger: true,
    })
    if (yes) record.removePhoto(id, path)
  }
  return (
    <>
      <View className="row top wrap g12">
        {photos.map(({ path }, at) => (
          <View className="col center" key={path}>
            <FileThumb
              src={urls[path]}
              label={`${title}的第 ${at + 1} 张照片`}
              onClick={() => void look(at)}
            />
            <Link onClick={() => void remove(path, at + 1)} label={`去掉${title}的第 ${at + 1} 张照片`}>
              去掉
            </Link>
          </View>
        ))}
        <Btn small icon="camera" onClick={() => setChoosing(true)} label={`给${title}加照片`}>
          {photos.length > 0 ? '再加一张' : '加照片'}
        </Btn>
      </View>
      {tasks.map((task) => (
        <View className="row wrap between g8 t15" key={task.id}>
          <View className="f1">
            {task.file.name}{' '}
            {task.state === 'failed' ? (
              <View className="cr">
                没传上，
                {isRefusedFile(task.error)
                  ? uploadProblem(task.error)
                  : `${task.error?.message}。照片还在本机`}
              </View>
            ) : (
              <View className="c2">
                {task.state === 'waiting' ? '等着传' : `正在上传 ${Math.round(task.percent)}%`}
              </View>
            )}
          </View>
          {task.state === 'failed' && !isRefusedFile(task.error) && (
            <Link icon="retry" onClick={() => record.retryPhoto(task.id)}>
              重试
            </Link>
          )}
          <Link onClick={() => record.cancelPhoto(task.id)}>取消</Link>
        </View>
      ))}
      <SourceSheet
        open={choosing}
        title={`给「${title}」加照片`}
        sources={SOURCES}
        onPick={(source) => void record.photograph(id, source)}
        onClose={() => setChoosing(false)}
        note={<View className="t13 c2">JPG、PNG、HEIC，单张最大 20 MB</View>}
      />
    </>
  )
}
