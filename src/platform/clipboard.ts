import Taro from '@tarojs/taro'
import { AppError } from '@/shared/errors'
import { tell } from '@/shared/ui/ask'
import { permitted } from './permission'

/** Copies a text and says so (WeChat says it by itself). */
export async function copyText(text: string): Promise<void> {
  try {
    await permitted(null, () => Taro.setClipboardData({ data: text }))
  } catch (thrown) {
    // WeChat asks for the privacy authorisation first; who refuses it hears here what else one can do.
    if (thrown instanceof AppError) return tell(thrown.message, thrown.hint)
    throw thrown
  }
  await Taro.showToast({ title: '已复制', icon: 'none' })
}
