import Taro from '@tarojs/taro'
import type { PickedFile } from './media'
import { fitPicture } from './picture'
import { worthFitting } from './picture-rules'

/** Chosen files with the pictures among them made fit to go up; one after the other, for the phone's memory. */
export async function fitPictures(files: PickedFile[]): Promise<PickedFile[]> {
  if (!files.some(worthFitting)) return files
  void Taro.showLoading({ title: '正在处理照片', mask: true })
  try {
    const fitted: PickedFile[] = []
    for (const file of files) fitted.push(worthFitting(file) ? await fitPicture(file) : file)
    return fitted
  } finally {
    Taro.hideLoading()
  }
}
