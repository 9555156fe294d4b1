import Taro from '@tarojs/taro'
import { AppError } from '@/shared/errors'
import { permitted } from './permission'

export async function scanCode(): Promise<string | null> {
  try {
    // Also from the album, and also bar codes: what is held before the camera and never answered looks broken.
    const answer = await permitted('camera', () =>
      Taro.scanCode({ onlyFromCamera: false, scanType: ['qrCode', 'barCode'] }),
    )
    // A mini-program code has no text of its own, only the page it leads to.
    return answer.result || answer.path || ''
  } catch (error) {
    if (error instanceof AppError) throw error
    if (/cancel/i.test(String((error as { errMsg?: string }).errMsg))) return null
    throw new AppError(
      'scan',
      '没认出这个码',
      '对准、靠近一点再扫；相册里的图换一张清楚、正一点的；或者在搜索里输入码下面的短码',
    )
  }
}
