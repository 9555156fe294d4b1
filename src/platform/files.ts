/** A file behind a signed address. */
export interface RemoteFile {
  url: string
  name: string
  mime: string
}

/** Shows the file: pictures in a viewer, documents in WeChat's reader or a new tab. */
export declare function openFile(file: RemoteFile): Promise<void>

/** Puts the file on the device: photo album or WeChat's own menu; a download on H5. */
export declare function saveFile(file: RemoteFile): Promise<void>

/** Shows pictures full screen, starting at one of them. */
export declare function previewImages(urls: string[], current: number): Promise<void>
