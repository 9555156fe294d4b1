import { fileKind, HEAD_BYTES } from '@/shared/file-kind'
import { askForFiles } from './file-input'
import { fitPictures } from './fit-pictures'
import type { MediaSource, PickedFile } from './media'

export const mediaSources = [
  { source: 'camera', title: '拍照', sub: '放平、拍亮，字能看清' },
  { source: 'album', title: '从相册选', sub: '一次最多 9 张' },
  { source: 'chat', title: '选文件', sub: 'PDF、图片' },
] as const satisfies readonly { source: MediaSource; title: string; sub: string }[]

const IMAGES = 'image/jpeg,image/png,image/heic,image/heif'

async function described(file: File): Promise<PickedFile> {
  const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer())
  return {
    name: file.name,
    size: file.size,
    kind: fileKind(head),
    path: URL.createObjectURL(file),
    blob: file,
  }
}

export async function pickFiles(source: MediaSource, count: number): Promise<PickedFile[]> {
  const files = await askForFiles({
    accept: source === 'chat' ? `application/pdf,${IMAGES}` : IMAGES,
    capture: source === 'camera',
    multiple: source !== 'camera' && count > 1,
  })
  return fitPictures(await Promise.all(files.slice(0, count).map(described)))
}
