import type { PickedFile } from './media'
import { fittedSize, jpgName, QUALITY } from './picture-rules'

type Drawable = (ImageBitmap | HTMLImageElement) & { width: number; height: number }

/** The picture upright: both ways turn it as its EXIF says. Older Safari reads no bitmap from a file. */
async function decode(blob: Blob, address: string): Promise<Drawable> {
  try {
    return await createImageBitmap(blob)
  } catch {
    const image = new Image()
    image.src = address
    await image.decode()
    return image
  }
}

function drawn(picture: Drawable): HTMLCanvasElement {
  const size = fittedSize(picture.width, picture.height)
  const canvas = Object.assign(document.createElement('canvas'), size)
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no canvas')
  // A JPEG has no transparency: what shows through is paper.
  context.fillStyle = '#fff'
  context.fillRect(0, 0, size.width, size.height)
  context.imageSmoothingQuality = 'high'
  context.drawImage(picture, 0, 0, size.width, size.height)
  return canvas
}

export async function fitPicture(file: PickedFile): Promise<PickedFile> {
  if (!file.blob) return file
  let copy: Blob | null = null
  try {
    const picture = await decode(file.blob, file.path)
    const canvas = drawn(picture)
    if ('close' in picture) picture.close()
    copy = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY / 100))
  } catch {
    // This browser cannot open it (HEIC outside Safari): the choice is refused with the way to change it.
    return file
  }
  if (!copy || (copy.size >= file.size && file.kind !== 'heic')) return file
  URL.revokeObjectURL(file.path)
  return {
    name: jpgName(file.name),
    size: copy.size,
    kind: 'jpg',
    path: URL.createObjectURL(copy),
    blob: copy,
  }
}
