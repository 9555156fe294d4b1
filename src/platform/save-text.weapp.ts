import Taro from '@tarojs/taro'
import { copyText } from './clipboard'

export async function saveText(name: string, text: string): Promise<'file' | 'copied' | 'left'> {
  const files = Taro.getFileSystemManager()
  const filePath = `${Taro.env.USER_DATA_PATH}/${name}`
  try {
    files.writeFileSync(filePath, text, 'utf8')
    await Taro.shareFileMessage({ filePath, fileName: name })
    return 'file'
  } catch (error) {
    // Closing WeChat's list of chats is the person's choice.
    if (/cancel/i.test((error as { errMsg?: string }).errMsg ?? '')) return 'left'
    await copyText(text)
    return 'copied'
  } finally {
    // A copy of everything about a person does not stay behind in the phone's storage.
    files.unlink({ filePath, fail: () => undefined })
  }
}
