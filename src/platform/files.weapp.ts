import Taro from '@tarojs/taro'
import { AppError } from '@/shared/errors'
import { download } from './download.weapp'
import type { RemoteFile } from './files'
import { permitted } from './permission'

const isPicture = (file: RemoteFile) => file.mime.startsWith('image/')

async function fetched(url: string): Promise<string> {
  const answer = await download(url)
  if (answer.statusCode !== 200) {
    throw new AppError('file_gone', '文件没打开', '刷新这一页再打开；还不行，告诉专员')
  }
  return answer.tempFilePath
}

/** WeChat's reader: its menu forwards the file and saves it to the phone. */
async function openDocument(file: RemoteFile): Promise<void> {
  const filePath = await fetched(file.url)
  await Taro.openDocument({ filePath, fileType: 'pdf', showMenu: true })
}

export async function previewImages(urls: string[], current: number): Promise<void> {
  await Taro.previewImage({ urls, current: urls[current] })
}

export async function openFile(file: RemoteFile): Promise<void> {
  if (isPicture(file)) await previewImages([file.url], 0)
  else await openDocument(file)
}

export async function saveFile(file: RemoteFile): Promise<void> {
  if (!isPicture(file)) return openDocument(file)
  const filePath = await fetched(file.url)
  try {
    await permitted('saveAlbum', () => Taro.saveImageToPhotosAlbum({ filePath }))
  } catch (error) {
    if (error instanceof AppError) throw error
    if (/cancel/i.test((error as { errMsg?: string }).errMsg ?? '')) return
    throw new AppError('album_full', '没存上', '可能是手机空间满了，清一清再存；也可以点开图片，长按发给自己')
  }
}
