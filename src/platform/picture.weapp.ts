import Taro from '@tarojs/taro'
import { fileKind } from '@/shared/file-kind'
import { headOf } from './file-head'
import type { PickedFile } from './media'
import { fittedSize, jpgName, LONG_SIDE, QUALITY, sameWayUp, type Turn } from './picture-rules'

const turnOf = (src: string): Promise<Turn | null> => Taro.getImageInfo({ src }).catch(() => null)

const sizeOf = (filePath: string): Promise<number> =>
  new Promise((resolve, reject) => {
    Taro.getFileSystemManager().getFileInfo({
      filePath,
      success: (info) => resolve('size' in info ? info.size : 0),
      fail: reject,
    })
  })

async function compressed(file: PickedFile, before: Turn | null): Promise<PickedFile | null> {
  // One side is enough: the other follows (base library 2.26.0).
  const width = before && Math.max(before.width, before.height) > LONG_SIDE
  const smaller = before && width ? { compressedWidth: fittedSize(before.width, before.height).width } : {}
  const { tempFilePath } = await Taro.compressImage({ src: file.path, quality: QUALITY, ...smaller })
  const [kind, size, after] = [
    fileKind(await headOf(tempFilePath)),
    await sizeOf(tempFilePath),
    await turnOf(tempFilePath),
  ]
  if (kind !== 'jpg' || (before && (!after || !sameWayUp(before, after)))) return null
  return { name: jpgName(file.name), size, kind, path: tempFilePath }
}

// wx.compressImage: quality counts for JPEG only, and an iPhone compresses JPEG only
// (developers.weixin.qq.com/miniprogram/dev/api/media/image/wx.compressImage.html). An iPhone hands HEIC out as JPEG
// already; where it does not, the file stays as it is and the choice is refused with the way to change it.
export async function fitPicture(file: PickedFile): Promise<PickedFile> {
  try {
    const copy = await compressed(file, await turnOf(file.path))
    if (!copy) return file
    if (file.kind !== 'heic') return copy.size < file.size ? copy : file
    const turn = await turnOf(copy.path)
    // WeChat may not have told the sides of the HEIC: what came out of it can still be too large.
    const large = turn !== null && Math.max(turn.width, turn.height) > LONG_SIDE
    return large ? ((await compressed(copy, turn)) ?? copy) : copy
  } catch {
    return file
  }
}
