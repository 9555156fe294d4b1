import Taro from '@tarojs/taro'

/** Copies a text and says so (WeChat says it by itself). */
export async function copyText(text: string): Promise<void> {
  await Taro.setClipboardData({ data: text })
  await Taro.showToast({ title: '已复制', icon: 'none' })
}
