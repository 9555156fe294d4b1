import type { PickedFile } from './media'

export interface UploadWish {
  bucket: string
  /** A fresh name each time: an object is never written over. */
  path: string
  file: PickedFile
  /** 0 to 100. */
  onProgress?: (percent: number) => void
}

export interface Upload {
  /** Settles when the server has the file; rejects with an AppError (`cancelled` after cancel). */
  done: Promise<void>
  cancel: () => void
}

/** Sends one chosen file to Storage, with progress. */
export declare function startUpload(wish: UploadWish): Upload
