import Taro from '@tarojs/taro'
import { forgetKeptFile } from './kept-files'
import { forget, readKept } from './storage'

/** Keys of what a person typed or chose on this device begin with this. */
const OWN = 'bb.own.'
const UPLOADS = `${OWN}uploads.`

/** On sign-out: drafts, forms as last seen and files that waited leave the device with their owner. */
export async function forgetOwnData(): Promise<void> {
  for (const key of Taro.getStorageInfoSync().keys.filter((each) => each.startsWith(OWN))) {
    if (key.startsWith(UPLOADS)) {
      for (const { id } of readKept<{ id: string }[]>(key) ?? []) await forgetKeptFile(id)
    }
    forget(key)
  }
}
