import type { Printer } from './printer'

const A4 = `@page{size:A4;margin:0}html,body{margin:0;background:#fff}
svg{display:block;width:210mm;height:297mm;break-after:page}svg:last-child{break-after:auto}`

// The browser reads the address after the click, and the frame while its dialogue is open.
const MINUTE_MS = 60_000

export const printer: Printer | null = {
  print: (title, pages) => {
    // A frame of its own: the app's page is not what goes on paper.
    const frame = document.createElement('iframe')
    frame.setAttribute('aria-hidden', 'true')
    frame.style.cssText = 'position:fixed;width:0;height:0;border:0;right:0;bottom:0'
    document.body.append(frame)
    const { contentWindow: view, contentDocument: paper } = frame
    if (!view || !paper) return
    paper.title = title
    const style = paper.createElement('style')
    style.textContent = A4
    paper.head.append(style)
    paper.body.innerHTML = pages.join('')
    view.addEventListener('afterprint', () => frame.remove())
    view.focus()
    view.print()
    window.setTimeout(() => frame.remove(), MINUTE_MS)
  },
  save: (name, svg) => {
    const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
    const link = document.createElement('a')
    link.href = address
    link.download = name
    document.body.append(link)
    link.click()
    link.remove()
    window.setTimeout(() => URL.revokeObjectURL(address), MINUTE_MS)
  },
}
