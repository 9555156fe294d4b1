import { offlineError } from './errors'
import { functionRequest, noFile } from './function-request'
import type { MadeFile } from './made-file'

async function follow(file: MadeFile, set: (link: HTMLAnchorElement) => void): Promise<void> {
  const { url, headers } = await functionRequest(file.address)
  const answer = await window.fetch(url, { headers }).catch(() => {
    throw offlineError()
  })
  if (!answer.ok) throw noFile(answer.status)
  const address = URL.createObjectURL(await answer.blob())
  const link = document.createElement('a')
  link.href = address
  link.rel = 'noopener'
  set(link)
  document.body.append(link)
  link.click()
  link.remove()
  // The new tab or the download reads the address after the click; a minute is ample.
  window.setTimeout(() => URL.revokeObjectURL(address), 60_000)
}

export const openMadeFile = (file: MadeFile) =>
  follow(file, (link) => {
    link.target = '_blank'
  })

export const saveMadeFile = (file: MadeFile) =>
  follow(file, (link) => {
    link.download = file.name
  })
