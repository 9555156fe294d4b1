import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import type { Network } from './wx-network'
import { type Options, promising, type Realm, refuse, succeed } from './wx-types'

const nothing = () => {}

/** Choosing, fetching, opening and keeping files. `picks`: what the person will choose next. */
export function fileCalls(net: Network, picks: string[], opened: string[]) {
  const pick = () => {
    const file = picks.shift()
    return file ? { file, size: statSync(file).size, name: path.basename(file) } : null
  }
  return {
    chooseMedia: promising((o) => {
      const one = pick()
      if (!one) return refuse(o, 'chooseMedia:fail cancel')
      succeed(o, {
        type: 'image',
        tempFiles: [{ tempFilePath: one.file, size: one.size, fileType: 'image' }],
        errMsg: 'chooseMedia:ok',
      })
    }),
    chooseImage: promising((o) => {
      const one = pick()
      if (!one) return refuse(o, 'chooseImage:fail cancel')
      succeed(o, {
        tempFilePaths: [one.file],
        tempFiles: [{ path: one.file, size: one.size }],
        errMsg: 'chooseImage:ok',
      })
    }),
    chooseMessageFile: promising((o) => {
      const one = pick()
      if (!one) return refuse(o, 'chooseMessageFile:fail cancel')
      succeed(o, {
        tempFiles: [{ path: one.file, size: one.size, name: one.name, type: 'file', time: 0 }],
        errMsg: 'chooseMessageFile:ok',
      })
    }),
    compressImage: (o: { src: string } & Options) =>
      succeed(o, { tempFilePath: o.src, errMsg: 'compressImage:ok' }),
    getFileSystemManager: () => fileSystem(() => net.realm),
    downloadFile(o: { url: string; header?: Record<string, string> } & Options) {
      const answer = net.offline
        ? Promise.reject(new Error('interrupted'))
        : fetch(net.mapUrl(o.url), { headers: o.header })
      answer.then(
        async (response) => {
          const bytes = Buffer.from(await response.arrayBuffer())
          net.counter.requests.push({
            method: 'GET',
            url: o.url,
            sent: 0,
            received: bytes.length,
            status: response.status,
          })
          downloads.set(`wxfile://tmp_${downloads.size}`, bytes)
          succeed(o, {
            statusCode: response.status,
            tempFilePath: [...downloads.keys()].pop(),
            errMsg: 'downloadFile:ok',
          })
        },
        (error: Error) => refuse(o, `downloadFile:fail ${error.message}`),
      )
      return {
        abort: nothing,
        onProgressUpdate: nothing,
        offProgressUpdate: nothing,
        onHeadersReceived: nothing,
        offHeadersReceived: nothing,
      }
    },
    openDocument(o: { filePath: string } & Options) {
      opened.push(o.filePath)
      succeed(o, { errMsg: 'openDocument:ok' })
    },
    previewImage(o: { urls: string[] } & Options) {
      opened.push(...o.urls)
      succeed(o, { errMsg: 'previewImage:ok' })
    },
    previewMedia(o: { sources: { url: string }[] } & Options) {
      opened.push(...o.sources.map((source) => source.url))
      succeed(o, { errMsg: 'previewMedia:ok' })
    },
    saveImageToPhotosAlbum: (o: Options) => succeed(o, { errMsg: 'saveImageToPhotosAlbum:ok' }),
    setClipboardData: (o: Options) => succeed(o, { errMsg: 'setClipboardData:ok' }),
    makePhoneCall: (o: Options) => succeed(o, { errMsg: 'makePhoneCall:ok' }),
  }
}

/** Bytes of files that the app downloaded, by their temporary path. */
export const downloads = new Map<string, Buffer>()

function fileSystem(realm: () => Realm) {
  return {
    readFile(
      o: { filePath: string; encoding?: BufferEncoding; position?: number; length?: number } & Options,
    ) {
      try {
        const whole = downloads.get(o.filePath) ?? readFileSync(o.filePath)
        const start = o.position ?? 0
        const bytes = whole.subarray(start, o.length === undefined ? undefined : start + o.length)
        if (o.encoding) return succeed(o, { data: bytes.toString(o.encoding), errMsg: 'readFile:ok' })
        const RealmBytes = realm()('Uint8Array') as Uint8ArrayConstructor
        const data = new RealmBytes(bytes.length)
        data.set(bytes)
        succeed(o, { data: data.buffer, errMsg: 'readFile:ok' })
      } catch (error) {
        refuse(o, `readFile:fail ${String(error)}`)
      }
    },
    getFileInfo(o: { filePath: string } & Options) {
      succeed(o, {
        size: (downloads.get(o.filePath) ?? readFileSync(o.filePath)).length,
        errMsg: 'getFileInfo:ok',
      })
    },
    saveFile: (o: { tempFilePath: string } & Options) =>
      succeed(o, { savedFilePath: o.tempFilePath, errMsg: 'saveFile:ok' }),
    copyFile: (o: { srcPath: string; destPath: string } & Options) => {
      const bytes = downloads.get(o.srcPath)
      if (bytes) downloads.set(o.destPath, bytes)
      succeed(o, { errMsg: 'copyFile:ok' })
    },
  }
}
