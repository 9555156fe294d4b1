import Taro from '@tarojs/taro'
import { fileKind } from '@/shared/file-kind'
import { headOf } from './file-head'
import { fitPictures } from './fit-pictures'
import type { MediaSource, PickedFile } from './media'
import { permitted } from './permission'

export const mediaSources = [
  { source: 'camera', title: '拍照', sub: '放平、拍亮，字能看清' },
  { source: 'album', title: '从手机相册选', sub: '一次最多 9 张' },
  { source: 'chat', title: '从微信聊天选文件', sub: 'PDF、图片' },
] as const satisfies readonly { source: MediaSource; title: string; sub: string }[]

/** chooseMedia takes 20, chooseMessageFile 100; nine is what a person can look over. */
const MOST = 9

const endOf = (path: string) => /\.[A-Za-z0-9]{2,5}$/.exec(path)?.[0].toLowerCase() ?? ''

const described = async (path: string, size: number, name: string): Promise<PickedFile> => ({
  name,
  size,
  path,
  kind: fileKind(await headOf(path)),
})

const cancelled = (error: unknown) => /cancel/i.test(String((error as { errMsg?: string })?.errMsg))

export async function pickFiles(source: MediaSource, count: number): Promise<PickedFile[]> {
  const wanted = Math.max(1, Math.min(count, MOST))
  try {
    if (source === 'chat') {
      const { tempFiles } = await permitted(null, () =>
        Taro.chooseMessageFile({ count: wanted, type: 'all' }),
      )
      const files = await Promise.all(tempFiles.map((file) => described(file.path, file.size, file.name)))
      return await fitPictures(files)
    }
    const { tempFiles } = await permitted(source, () =>
      Taro.chooseMedia({
        count: wanted,
        mediaType: ['image'],
        sourceType: [source],
        sizeType: ['original'],
      }),
    )
    const photos = await Promise.all(
      tempFiles.map((file, at) =>
        described(file.tempFilePath, file.size, `照片 ${at + 1}${endOf(file.tempFilePath) || '.jpg'}`),
      ),
    )
    return await fitPictures(photos)
  } catch (error) {
    if (cancelled(error)) return []
    throw error
  }
}
