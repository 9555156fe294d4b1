import Taro from '@tarojs/taro'
import { download } from './download.weapp'
import { functionRequest, noFile } from './function-request'
import type { MadeFile } from './made-file'

export async function openMadeFile(file: MadeFile): Promise<void> {
  const { url, headers } = await functionRequest(file.address)
  const answer = await download(url, headers)
  if (answer.statusCode !== 200) throw noFile(answer.statusCode)
  await Taro.openDocument({ filePath: answer.tempFilePath, fileType: 'pdf', showMenu: true })
}

// WeChat keeps no file of its own accord: the menu of its reader does, and forwards too.
export const saveMadeFile = openMadeFile
