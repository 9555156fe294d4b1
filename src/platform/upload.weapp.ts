import Taro from '@tarojs/taro'
import type { Upload, UploadWish } from './upload'
import { cancelledError, objectHeaders, objectUrl, whyNotSent, whyNotStored } from './upload-request'

// wx.uploadFile is a multipart POST, which Storage takes as it takes a form's file.
export function startUpload({ bucket, path, file, onProgress }: UploadWish): Upload {
  let cancelled = false
  let task: Taro.UploadTask.UploadTaskPromise | null = null
  const send = async () => {
    const header = await objectHeaders()
    if (cancelled) throw cancelledError()
    await new Promise<void>((resolve, reject) => {
      const sending = Taro.uploadFile({
        url: objectUrl(bucket, path),
        filePath: file.path,
        name: 'file',
        header,
        success: (answer) => {
          const problem = whyNotStored(answer.statusCode, String(answer.data))
          if (problem) reject(problem)
          else resolve()
        },
        fail: ({ errMsg = '' }) => reject(cancelled ? cancelledError() : whyNotSent(errMsg)),
      })
      task = sending
      sending.progress((event) => onProgress?.(event.progress))
      // The task is also a promise; its failure was already handled above.
      sending.catch(() => undefined)
    })
  }
  return {
    done: send(),
    cancel: () => {
      cancelled = true
      task?.abort()
    },
  }
}
