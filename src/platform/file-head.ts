import Taro from '@tarojs/taro'
import { HEAD_BYTES } from '@/shared/file-kind'

/** The first bytes of a file of the phone. */
export function headOf(path: string): Promise<Uint8Array> {
  return new Promise((resolve) => {
    Taro.getFileSystemManager().readFile({
      filePath: path,
      position: 0,
      length: HEAD_BYTES,
      success: ({ data }) => resolve(typeof data === 'string' ? new Uint8Array() : new Uint8Array(data)),
      // Shorter than the head (an empty file): size says it, the kind stays unknown.
      fail: () => resolve(new Uint8Array()),
    })
  })
}
