import { AppError } from '@/shared/errors'
import { offlineError } from './errors'
import type { RemoteFile } from './files'
import { viewPictures } from './picture-viewer'

function follow(href: string, set: (link: HTMLAnchorElement) => void): void {
  const link = document.createElement('a')
  link.href = href
  link.rel = 'noopener'
  set(link)
  document.body.append(link)
  link.click()
  link.remove()
}

export async function previewImages(urls: string[], current: number): Promise<void> {
  viewPictures(urls, current)
}

export async function openFile(file: RemoteFile): Promise<void> {
  if (file.mime.startsWith('image/')) return previewImages([file.url], 0)
  follow(file.url, (link) => {
    link.target = '_blank'
  })
}

// Fetched first: a link to another origin would open instead of saving, and lose the Chinese name.
export async function saveFile(file: RemoteFile): Promise<void> {
  const answer = await window.fetch(file.url).catch(() => {
    throw offlineError()
  })
  if (!answer.ok) throw new AppError('file_gone', '文件没下载下来', '刷新这一页再试；还不行，告诉专员')
  const address = URL.createObjectURL(await answer.blob())
  follow(address, (link) => {
    link.download = file.name
  })
  // The browser reads the address after the click; a minute is ample.
  window.setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
