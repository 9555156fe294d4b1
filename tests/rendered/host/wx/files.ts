import { type Options, promising, refuse, succeed } from '../../../weapp/runtime/wx-types'
import type { PhoneFile } from '../compiled'
import { fileSystem } from './file-system'
import { native } from './natives'
import { add, overlay } from './overlay'

export interface Kept {
  name: string
  mime: string
  bytes: Uint8Array<ArrayBuffer>
}

const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))
const END: Record<string, string> = { 'image/jpeg': '.jpg', 'image/png': '.png', 'application/pdf': '.pdf' }

/** What lies on the phone: chosen, downloaded and written files by their wxfile:// path. */
export class Files {
  readonly all = new Map<string, Kept>()
  readonly picks: PhoneFile[] = []
  private count = 0

  put(file: Kept): string {
    this.count += 1
    const end = END[file.mime] ?? /\.\w+$/.exec(file.name)?.[0] ?? ''
    const path = `wxfile://tmp_${this.count}${end}`
    this.all.set(path, file)
    return path
  }

  get(path: string): Kept {
    const file = this.all.get(path)
    if (!file) throw new Error(`no such file or directory "${path}"`)
    return file
  }

  /** The file that the person chooses next. */
  picked(): { path: string; size: number; name: string; mime: string } | null {
    const file = this.picks.shift()
    if (!file) return null
    const kept = { name: file.name, mime: file.mime, bytes: bytesOf(file.base64) }
    return { path: this.put(kept), size: kept.bytes.length, name: file.name, mime: file.mime }
  }
}

interface Open extends Options {
  filePath: string
}

/** Choosing, fetching, showing and keeping files. */
export function fileCalls(files: Files, addressOf: (url: string) => string, opened: string[]) {
  const media = (name: string) =>
    promising((o) => {
      const one = files.picked()
      if (!one) return refuse(o, `${name}:fail cancel`)
      const file = { tempFilePath: one.path, path: one.path, size: one.size, fileType: 'image' }
      succeed(o, { type: 'image', tempFiles: [file], tempFilePaths: [one.path], errMsg: `${name}:ok` })
    })
  const look = (urls: string[]) => {
    opened.push(...urls)
    const shown = overlay('wx-look', '看图片')
    for (const url of urls) (add(shown.box, 'img', '') as HTMLImageElement).src = addressOf(url)
    add(shown.box, 'button', '', '关闭').addEventListener('click', () => shown.close())
  }
  const ok = (name: string) => (o: Options) => succeed(o, { errMsg: `${name}:ok` })

  return {
    chooseMedia: media('chooseMedia'),
    chooseImage: media('chooseImage'),
    chooseMessageFile: promising((o) => {
      const one = files.picked()
      if (!one) return refuse(o, 'chooseMessageFile:fail cancel')
      const file = { path: one.path, size: one.size, name: one.name, type: 'file', time: 0 }
      succeed(o, { tempFiles: [file], errMsg: 'chooseMessageFile:ok' })
    }),
    compressImage: (o: { src: string } & Options) =>
      succeed(o, { tempFilePath: o.src, errMsg: 'compressImage:ok' }),
    async getImageInfo(o: { src: string } & Options) {
      try {
        const { bytes, mime } = files.get(o.src)
        const { width, height } = await createImageBitmap(new native.Blob([bytes], { type: mime }))
        const type = mime.replace('image/', '')
        succeed(o, { width, height, path: o.src, orientation: 'up', type, errMsg: 'getImageInfo:ok' })
      } catch (error) {
        refuse(o, `getImageInfo:fail ${error}`)
      }
    },
    downloadFile(o: { url: string; header?: Record<string, string> } & Options) {
      const stop = new native.AbortController()
      native
        .fetch(addressOf(o.url), { headers: o.header, signal: stop.signal })
        .then(async (answer) => {
          const bytes = new Uint8Array(await answer.arrayBuffer())
          const mime = answer.headers.get('content-type')?.split(';')[0] ?? ''
          const tempFilePath = files.put({ name: 'download', mime, bytes })
          succeed(o, { statusCode: answer.status, tempFilePath, errMsg: 'downloadFile:ok' })
        })
        .catch((error: Error) => refuse(o, `downloadFile:fail ${error.message}`))
      const none = () => {}
      return { abort: () => stop.abort(), onProgressUpdate: none, offProgressUpdate: none }
    },
    openDocument(o: Open) {
      files.get(o.filePath)
      opened.push(o.filePath)
      succeed(o, { errMsg: 'openDocument:ok' })
    },
    previewImage(o: { urls: string[] } & Options) {
      look(o.urls)
      succeed(o, { errMsg: 'previewImage:ok' })
    },
    previewMedia(o: { sources: { url: string }[] } & Options) {
      look(o.sources.map((source) => source.url))
      succeed(o, { errMsg: 'previewMedia:ok' })
    },
    saveImageToPhotosAlbum: ok('saveImageToPhotosAlbum'),
    shareFileMessage: ok('shareFileMessage'),
    makePhoneCall: ok('makePhoneCall'),
    getFileSystemManager: () => fileSystem(files),
  }
}
