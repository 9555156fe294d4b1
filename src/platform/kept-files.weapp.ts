import Taro from '@tarojs/taro'
import type { KeptFacts } from './kept-files'
import type { PickedFile } from './media'
import { forget, keep, readKept } from './storage'

/** Files that WeChat had no room to save: their temporary paths live as long as the app. */
const unsaved = new Map<string, PickedFile>()
const keyOf = (key: string) => `bb.kept.${key}`

// Temporary paths end with the app; saved ones stay (200 MB in all, then WeChat refuses and the old path serves).
export function keepFile(key: string, file: PickedFile): Promise<PickedFile> {
  return new Promise((resolve) => {
    Taro.getFileSystemManager().saveFile({
      tempFilePath: file.path,
      success: ({ savedFilePath }) => {
        keep(keyOf(key), savedFilePath)
        resolve({ ...file, path: String(savedFilePath) })
      },
      fail: () => {
        unsaved.set(key, file)
        resolve(file)
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
  Taro.getFileSystemManager().removeSavedFile?.({ filePath: path })
}
