/** A file that an Edge Function makes for whoever is signed in; it has no address that others could open. */
export interface MadeFile {
  /** The function with its query: `document-pdf?id=…`. */
  address: string
  name: string
}

/** Shows the PDF: WeChat's reader, a new tab on H5. */
export declare function openMadeFile(file: MadeFile): Promise<void>

/** Keeps the PDF: WeChat's reader, whose menu saves and forwards; a download on H5. */
export declare function saveMadeFile(file: MadeFile): Promise<void>
