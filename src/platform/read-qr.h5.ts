import jsQR from 'jsqr'

/** Longest side that is searched: enough for a code photographed with half a page around it. */
const SIDES = [1000, 2000, 600]

function pixels(source: CanvasImageSource, width: number, height: number, side: number): ImageData | null {
  const scale = Math.min(1, side / Math.max(width, height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(width * scale))
  canvas.height = Math.max(1, Math.round(height * scale))
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) return null
  context.drawImage(source, 0, 0, canvas.width, canvas.height)
  return context.getImageData(0, 0, canvas.width, canvas.height)
}

/** The text of the code in a video frame; null while there is none. */
export function readFrame(video: HTMLVideoElement): string | null {
  const image = video.videoWidth ? pixels(video, video.videoWidth, video.videoHeight, 800) : null
  return image ? (jsQR(image.data, image.width, image.height)?.data ?? null) : null
}

/** The text of the code in a picture; null when there is none or the file is no picture. */
export async function readPicture(file: Blob): Promise<string | null> {
  const picture = await createImageBitmap(file).catch(() => null)
  if (!picture) return null
  for (const side of SIDES) {
    const image = pixels(picture, picture.width, picture.height, side)
    const found = image && jsQR(image.data, image.width, image.height)
    if (found?.data) return found.data
  }
  return null
}
