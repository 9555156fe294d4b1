/** What wx.getImageInfo calls the orientations 1 to 8 of EXIF. */
const ORIENTATIONS = [
  'up',
  'up-mirrored',
  'down',
  'down-mirrored',
  'left-mirrored',
  'right',
  'right-mirrored',
  'left',
]

export interface Picture {
  width: number
  height: number
  orientation: string
  type: 'jpeg' | 'png'
}

/** The orientation in the Exif of a JPEG's APP1 segment; 1 when it says nothing. */
function exifOrientation(segment: Buffer): number {
  if (segment.toString('latin1', 0, 4) !== 'Exif') return 1
  const tiff = segment.subarray(6)
  const little = tiff.toString('latin1', 0, 2) === 'II'
  const short = (at: number) => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const first = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4)
  for (let entry = 0; entry < short(first); entry += 1) {
    const at = first + 2 + entry * 12
    if (short(at) === 0x0112) return short(at + 8)
  }
  return 1
}

/** Sides and orientation as they stand in the file; null for what is neither JPEG nor PNG. */
export function readPicture(bytes: Buffer): Picture | null {
  if (bytes.toString('latin1', 1, 4) === 'PNG') {
    return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20), orientation: 'up', type: 'png' }
  }
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null
  let orientation = 1
  for (let at = 2; at + 9 < bytes.length; at += 2 + bytes.readUInt16BE(at + 2)) {
    const marker = bytes[at + 1]
    if (marker === 0xe1) orientation = exifOrientation(bytes.subarray(at + 4))
    // SOF0 to SOF15 but the tables among them.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      const [height, width] = [bytes.readUInt16BE(at + 5), bytes.readUInt16BE(at + 7)]
      return { width, height, orientation: ORIENTATIONS[orientation - 1] ?? 'up', type: 'jpeg' }
    }
  }
  return null
}
