import Taro from '@tarojs/taro'
import { AppError } from '@/shared/errors'
import { permitted } from './permission'

export async function scanCode(): Promise<string | null> {
  try {
    const answer = await permitted('camera', () => Taro.scanCode({ scanType: ['qrCode'] }))
    // A mini-program code has no text of its own, only the page it leads to.
    return answer.result || answer.path || null
  } catch (error) {
    if (error instanceof AppError) throw error
    if (/cancel/i.test(String((error as { errMsg?: string }).errMsg))) return null
    throw new AppError('scan', '没认出这个码', '对准、靠近一点再扫；或者在搜索里输入码下面的短码')
  }
}
