/** What an upload really is, by its first bytes: names and declared types lie. */
export type FileKind = 'jpg' | 'png' | 'pdf' | 'heic'

export const MIME: Record<FileKind, string> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  pdf: 'application/pdf',
  heic: 'image/heic',
}

/** How many leading bytes `fileKind` wants to see. */
export const HEAD_BYTES = 16

const startsWith = (bytes: Uint8Array, ...head: number[]) => head.every((byte, at) => bytes[at] === byte)
const ascii = (bytes: Uint8Array, from: number, to: number) =>
  String.fromCharCode(...bytes.subarray(from, to))

/** Brands of an ISO media file that are HEIC pictures (ISO/IEC 23008-12 annex B). */
const HEIC_BRANDS = ['heic', 'heix', 'hevc', 'hevx', 'heim', 'heis', 'mif1', 'msf1']

/** The kind of a file by its first bytes; null for anything that is not accepted. */
export function fileKind(bytes: Uint8Array): FileKind | null {
  if (startsWith(bytes, 0xff, 0xd8, 0xff)) return 'jpg'
  if (startsWith(bytes, 0x89, 0x50, 0x4e, 0x47)) return 'png'
  if (ascii(bytes, 0, 5) === '%PDF-') return 'pdf'
  if (ascii(bytes, 4, 8) === 'ftyp' && HEIC_BRANDS.includes(ascii(bytes, 8, 12))) return 'heic'
  return null
}

/** The largest file of one material. */
export const MAX_FILE_BYTES = 20 * 1024 * 1024

/** 1.8 MB; 186 KB. */
export function fileSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`
}

const NAMES: Record<FileKind, string> = { jpg: 'JPG', png: 'PNG', pdf: 'PDF', heic: 'HEIC' }

/** Why a chosen file cannot be taken, said to the person; null when it can. */
export function fileProblem(
  file: { name: string; size: number; kind: FileKind | null },
  accepted: readonly FileKind[],
  maxBytes: number = MAX_FILE_BYTES,
): string | null {
  if (file.size === 0) return `「${file.name}」是空的，换一个文件`
  if (file.size > maxBytes) {
    return `「${file.name}」有 ${fileSize(file.size)}，单件最大 ${fileSize(maxBytes).replace('.0', '')}。拍照时选小一点，或压缩后再传`
  }
  const wanted = accepted.map((kind) => NAMES[kind]).join('、')
  // It became a JPEG where the phone could do that (src/platform/picture.ts); few windows can open it as it is.
  if (file.kind === 'heic') {
    return `「${file.name}」是 HEIC 照片，这台设备转不了，窗口也打不开。在手机“设置 › 相机 › 格式”选“兼容性最佳”再拍，或截图后再传`
  }
  if (file.kind === null) return `「${file.name}」打不开，不是照片或 PDF。这里收 ${wanted}`
  if (!accepted.includes(file.kind)) {
    return `「${file.name}」是 ${NAMES[file.kind]}，这里收 ${wanted}`
  }
  return null
}
