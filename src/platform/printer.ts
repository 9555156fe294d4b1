/** Paper and files of a desk. */
export interface Printer {
  /** Sends A4 pages, each an SVG document, to the browser's print dialogue. */
  print: (title: string, pages: readonly string[]) => void
  /** Downloads a drawing as a file. */
  save: (name: string, svg: string) => void
}

/** null in the mini-program, which can neither print nor save drawings. */
export declare const printer: Printer | null
