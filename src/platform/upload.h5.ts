import { MIME } from '@/shared/file-kind'
import { offlineError } from './errors'
import type { Upload, UploadWish } from './upload'
import { cancelledError, objectHeaders, objectUrl, whyNotStored } from './upload-request'

// XMLHttpRequest, since fetch tells nothing of an upload's progress.
export function startUpload({ bucket, path, file, onProgress }: UploadWish): Upload {
  const request = new XMLHttpRequest()
  let cancelled = false
  const send = async () => {
    const headers = await objectHeaders()
    if (cancelled) throw cancelledError()
    await new Promise<void>((resolve, reject) => {
      request.open('POST', objectUrl(bucket, path))
      for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
      request.setRequestHeader('content-type', file.kind ? MIME[file.kind] : 'application/octet-stream')
      request.upload.onprogress = (event) => {
        if (event.lengthComputable) onProgress?.((event.loaded / event.total) * 100)
      }
      request.onload = () => {
        const problem = whyNotStored(request.status, request.responseText)
        if (problem) reject(problem)
        else resolve()
      }
      request.onerror = () => reject(offlineError())
      request.ontimeout = () => reject(offlineError())
      request.onabort = () => reject(cancelledError())
      request.send(file.blob)
    })
  }
  return {
    done: send(),
    cancel: () => {
      cancelled = true
      request.abort()
    },
  }
}
