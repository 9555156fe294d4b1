import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Turns } from './turns'
import type { Network } from './wx-network'
import { readPicture } from './wx-picture'
import { type Options, promising, type Realm, refuse, succeed } from './wx-types'

const nothing = () => {}

/** developers.weixin.qq.com, 文件系统: user files of one mini-program, 200 MB in all. */
const ROOM_BYTES = 200 * 1024 * 1024

/** developers.weixin.qq.com wx.downloadFile: ten at once. */
const DOWNLOADS_AT_ONCE = 10

/** What a small JPEG looks like: the phone's own way to make one is not here. */
const SMALL_JPEG = path.resolve(import.meta.dirname, '../../fixtures/layout.jpg')

/** Files of the phone by their path: temporary ones end with the app, saved ones stay. */
export const downloads = new Map<string, Buffer>()
let made = 0
const newPath = (where: 'tmp' | 'store', like: string) => {
  made += 1
  return `wxfile://${where}_${made}${path.extname(like).toLowerCase()}`
}

/** The bytes behind a path, as WeChat finds them. */
export function bytesOf(filePath: string): Buffer {
  const bytes = downloads.get(filePath)
  if (bytes) return bytes
  if (filePath.startsWith('wxfile://')) throw new Error(`no such file or directory ${filePath}`)
  return readFileSync(filePath)
}

/** What the phone can do with files, changed by a test. */
export interface FileWorld {
  /** Bytes that may be saved. */
  room: number
  /** An iPhone compresses JPEG only; others turn HEIC into one. */
  compressesHeic: boolean
  /** Orientation that the phone's compression leaves unturned and unmarked: the copy lies on its side. */
  losesOrientation: boolean
}

/** Choosing, fetching, opening and keeping files. `picks`: what the person will choose next. */
export function fileCalls(net: Network, picks: string[], opened: string[]) {
  const world: FileWorld = { room: ROOM_BYTES, compressesHeic: false, losesOrientation: false }
  const mine: string[] = []
  const temporary = (bytes: Buffer, like: string) => {
    const file = newPath('tmp', like)
    downloads.set(file, bytes)
    mine.push(file)
    return file
  }
  /** As many as are asked for, of those that lie ready. */
  const pick = (count = 9) =>
    picks.splice(0, count).map((file) => {
      const bytes = readFileSync(file)
      return { file: temporary(bytes, file), size: bytes.length, name: path.basename(file) }
    })
  const choosing = (api: string, answer: (chosen: ReturnType<typeof pick>) => Record<string, unknown>) =>
    promising((o: Options & { count?: number }) => {
      const chosen = pick(o.count)
      if (chosen.length === 0) return refuse(o, `${api}:fail cancel`)
      succeed(o, { ...answer(chosen), errMsg: `${api}:ok` })
    })
  const downloading = new Turns(DOWNLOADS_AT_ONCE)
  return {
    files: world,
    /** The app has ended, and what it had only for the moment with it. */
    endTemporaryFiles() {
      for (const file of mine.splice(0)) downloads.delete(file)
    },
    chooseMedia: choosing('chooseMedia', (chosen) => ({
      type: 'image',
      tempFiles: chosen.map(({ file, size }) => ({ tempFilePath: file, size, fileType: 'image' })),
    })),
    chooseImage: choosing('chooseImage', (chosen) => ({
      tempFilePaths: chosen.map(({ file }) => file),
      tempFiles: chosen.map(({ file, size }) => ({ path: file, size })),
    })),
    chooseMessageFile: choosing('chooseMessageFile', (chosen) => ({
      tempFiles: chosen.map(({ file, size, name }) => ({ path: file, size, name, type: 'file', time: 0 })),
    })),
    getImageInfo: promising((o: Options & { src?: string }) => {
      const picture = readPicture(bytesOf(o.src ?? ''))
      if (picture) succeed(o, { ...picture, path: o.src, errMsg: 'getImageInfo:ok' })
      else refuse(o, 'getImageInfo:fail image not found')
    }),
    compressImage: promising((o: Options & { src?: string; compressedWidth?: number }) => {
      const picture = readPicture(bytesOf(o.src ?? ''))
      if (!picture && !world.compressesHeic) return refuse(o, 'compressImage:fail file type not supported')
      const small = readFileSync(SMALL_JPEG)
      const turned = picture && picture.orientation !== 'up' && !world.losesOrientation
      succeed(o, {
        tempFilePath: temporary(turned ? upright(small) : small, SMALL_JPEG),
        errMsg: 'compressImage:ok',
      })
    }),
    getFileSystemManager: () => fileSystem(() => net.realm, world, mine),
    downloadFile(o: { url: string; header?: Record<string, string> } & Options) {
      const answer = downloading.take(async () => {
        if (net.offline) throw new Error('interrupted')
        const response = await fetch(net.mapUrl(o.url), { headers: o.header })
        return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()) }
      })
      answer.then(
        ({ status, bytes }) => {
          net.counter.requests.push({
            method: 'GET',
            url: o.url,
            sent: 0,
            received: bytes.length,
            status,
          })
          const tempFilePath = temporary(bytes, '')
          succeed(o, {
            statusCode: status,
            tempFilePath,
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
    makePhoneCall: (o: Options) => succeed(o, { errMsg: 'makePhoneCall:ok' }),
  }
}

/** A JPEG whose sides have changed places, as far as anybody looks who does not draw it. */
function upright(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes)
  const picture = readPicture(bytes)
  for (let at = 2; picture && at + 9 < copy.length; at += 2 + copy.readUInt16BE(at + 2)) {
    if (copy[at + 1] < 0xc0 || copy[at + 1] > 0xc2) continue
    copy.writeUInt16BE(picture.width, at + 5)
    copy.writeUInt16BE(picture.height, at + 7)
    break
  }
  return copy
}

const savedBytes = () =>
  [...downloads].reduce(
    (sum, [file, { length }]) => sum + (file.startsWith('wxfile://store') ? length : 0),
    0,
  )

function fileSystem(realm: () => Realm, world: FileWorld, mine: string[]) {
  return {
    readFile(
      o: { filePath: string; encoding?: BufferEncoding; position?: number; length?: number } & Options,
    ) {
      try {
        const whole = bytesOf(o.filePath)
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
      succeed(o, { size: bytesOf(o.filePath).length, errMsg: 'getFileInfo:ok' })
    },
    /** Moves: the temporary file is not there any more. */
    saveFile(o: { tempFilePath: string } & Options) {
      const bytes = bytesOf(o.tempFilePath)
      if (savedBytes() + bytes.length > world.room) {
        return refuse(o, 'saveFile:fail the maximum size of the file storage limit is exceeded')
      }
      const savedFilePath = newPath('store', o.tempFilePath)
      downloads.set(savedFilePath, bytes)
      downloads.delete(o.tempFilePath)
      succeed(o, { savedFilePath, errMsg: 'saveFile:ok' })
    },
    removeSavedFile(o: { filePath: string } & Options) {
      downloads.delete(o.filePath)
      succeed(o, { errMsg: 'removeSavedFile:ok' })
    },
    copyFile: (o: { srcPath: string; destPath: string } & Options) => {
      const bytes = downloads.get(o.srcPath)
      if (bytes) {
        downloads.set(o.destPath, bytes)
        mine.push(o.destPath)
      }
      succeed(o, { errMsg: 'copyFile:ok' })
    },
  }
}
