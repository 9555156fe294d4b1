// The browser reads the address after the click; a minute is ample.
const MINUTE_MS = 60_000

export async function saveText(name: string, text: string): Promise<'file' | 'copied' | 'left'> {
  // The mark tells Windows' editors that it is UTF-8.
  const address = URL.createObjectURL(new Blob(['\ufeff', text], { type: 'text/plain;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  document.body.append(link)
  link.click()
  link.remove()
  window.setTimeout(() => URL.revokeObjectURL(address), MINUTE_MS)
  return 'file'
}
