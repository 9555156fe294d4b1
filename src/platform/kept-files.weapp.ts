import Taro from '@tarojs/taro'
import type { KeptFacts } from './kept-files'
import type { PickedFile } from './media'
import { forget, keep, readKept } from './storage'

/** Files that WeChat had no room to save: their temporary paths live as long as the app. */
const unsaved = new Map<string, PickedFile>()
const PREFIX = 'bb.kept.'
const keyOf = (key: string) => PREFIX + key

const removeSaved = (filePath: string) => Taro.getFileSystemManager().removeSavedFile?.({ filePath })

// Temporary paths end with the app; saveFile moves the file, so it is there once. 200 MB in all for one mini-program
// (developers.weixin.qq.com/miniprogram/dev/framework/ability/file-system.html), then it fails and the old path serves.
export function keepFile(key: string, file: PickedFile): Promise<{ file: PickedFile; kept: boolean }> {
  return new Promise((resolve) => {
    Taro.getFileSystemManager().saveFile({
      tempFilePath: file.path,
      success: ({ savedFilePath }) => {
        const saved = { ...file, path: String(savedFilePath) }
        const kept = keep(keyOf(key), saved.path)
        // No room even for the path: nobody could find the file after a restart.
        if (!kept) unsaved.set(key, saved)
        resolve({ file: saved, kept })
      },
      fail: () => {
        unsaved.set(key, file)
        resolve({ file, kept: false })
      },
    })
  })
}

export async function readKeptFile(key: string, facts: KeptFacts): Promise<PickedFile | null> {
  const path = readKept<string>(keyOf(key))
  return path ? { ...facts, path } : (unsaved.get(key) ?? null)
}

export async function forgetKeptFile(key: string): Promise<void> {
  unsaved.delete(key)
  const path = readKept<string>(keyOf(key))
  if (!path) return
  forget(keyOf(key))
  removeSaved(path)
}

export async function keptFileKeys(): Promise<string[]> {
  const { keys } = Taro.getStorageInfoSync()
  return keys.filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length))
}
