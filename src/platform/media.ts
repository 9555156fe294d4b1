import type { FileKind } from '@/shared/file-kind'

/** camera: 拍照. album: 相册. chat: a file of a WeChat chat; on H5 a file of the device. */
export type MediaSource = 'camera' | 'album' | 'chat'

/** A chosen file that is not uploaded yet. */
export interface PickedFile {
  /** As the person knows it; WeChat's camera gives none, then 照片 1.jpg. */
  name: string
  size: number
  /** By its first bytes; null when it is nothing that we take. */
  kind: FileKind | null
  /** WeChat: a temporary path. H5: a blob: address. Good for a preview while the app is open. */
  path: string
  /** H5 only: the bytes to send. */
  blob?: Blob
}

/** Sources of this platform with the words that name them. */
export declare const mediaSources: readonly { source: MediaSource; title: string; sub: string }[]

/** Lets the person choose; an empty list when they changed their mind. */
export declare function pickFiles(source: MediaSource, count: number): Promise<PickedFile[]>
