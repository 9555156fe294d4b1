import { type Options, refuse, succeed } from '../../../weapp/runtime/wx-types'
import type { Files } from './files'
import { native } from './natives'

type Text = 'utf8' | 'utf-8' | 'base64'
interface Read extends Options {
  filePath: string
  encoding?: Text
  position?: number
  length?: number
}
interface Write extends Options {
  filePath: string
  data: string | ArrayBuffer
}

const copyOf = (data: string | ArrayBuffer) =>
  typeof data === 'string' ? new native.TextEncoder().encode(data) : new Uint8Array(data.slice(0))

/** wx.getFileSystemManager() over the phone's files, in both the forms that WeChat gives. */
export function fileSystem(files: Files) {
  const read = ({ filePath, encoding, position = 0, length }: Read) => {
    const whole = files.get(filePath).bytes
    const bytes = whole.slice(position, length === undefined ? undefined : position + length)
    if (encoding === 'base64') return btoa(String.fromCharCode(...bytes))
    return encoding ? new native.TextDecoder().decode(bytes) : bytes.buffer
  }
  const write = ({ filePath, data }: Write) =>
    void files.all.set(filePath, { name: filePath, mime: '', bytes: copyOf(data) })
  const remove = (filePath: string) => {
    files.get(filePath)
    files.all.delete(filePath)
  }
  const copy = (from: string, to: string) => void files.all.set(to, files.get(from))
  const size = (filePath: string) => files.get(filePath).bytes.length
  const stat = (path: string) => ({ size: size(path), isFile: () => true, isDirectory: () => false })
  const saved = (from: string, to = from.replace('://tmp_', '://store_')) => {
    copy(from, to)
    return to
  }

  /** The callback form of something that gives a result or throws. */
  const call =
    <O extends Options>(name: string, act: (o: O) => object | undefined) =>
    (o: O) => {
      try {
        succeed(o, { errMsg: `${name}:ok`, ...act(o) })
      } catch (error) {
        refuse(o, `${name}:fail ${(error as Error).message}`)
      }
    }
  type From = { srcPath: string; destPath: string } & Options
  type At = { path: string } & Options
  type One = { filePath: string } & Options
  return {
    readFile: call('readFile', (o: Read) => ({ data: read(o) })),
    readFileSync: (filePath: string, encoding?: Text) => read({ filePath, encoding }),
    writeFile: call('writeFile', (o: Write) => void write(o) as undefined),
    writeFileSync: (filePath: string, data: string | ArrayBuffer) => write({ filePath, data }),
    unlink: call('unlink', (o: One) => void remove(o.filePath) as undefined),
    unlinkSync: remove,
    copyFile: call('copyFile', (o: From) => void copy(o.srcPath, o.destPath) as undefined),
    copyFileSync: copy,
    getFileInfo: call('getFileInfo', (o: One) => ({ size: size(o.filePath) })),
    stat: call('stat', (o: At) => ({ stats: stat(o.path) })),
    statSync: stat,
    access: call('access', (o: At) => void files.get(o.path) as undefined),
    accessSync: (path: string) => void files.get(path),
    saveFile: call('saveFile', (o: { tempFilePath: string; filePath?: string } & Options) => ({
      savedFilePath: saved(o.tempFilePath, o.filePath),
    })),
    saveFileSync: saved,
    // Folders are part of a path and nothing else.
    mkdir: call('mkdir', () => undefined),
    mkdirSync: () => {},
    readdir: call('readdir', (o: { dirPath: string } & Options) => ({
      files: [...files.all.keys()]
        .filter((path) => path.startsWith(`${o.dirPath}/`))
        .map((path) => path.slice(o.dirPath.length + 1)),
    })),
  }
}
