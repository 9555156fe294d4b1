import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser } from 'playwright-core'

export interface RealFiles {
  jpeg: string
  pdf: string
  /** The file the window puts out as the result. */
  result: string
  bytes(file: string): Buffer
}

const page = (title: string) =>
  `<meta charset="utf-8"><style>body{font:20px 'Noto Sans CJK SC',sans-serif;margin:40px}div{width:420px;height:260px;border:3px solid #222;padding:16px}</style><h1>${title}</h1><div>后厨｜就餐区｜库房</div>`

/**
 * A real JPEG and real PDFs, as a camera and a printer would make them: drawn by Chromium. They leave the disk when
 * that browser closes.
 */
export async function makeRealFiles(browser: Browser): Promise<RealFiles> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bangban-files-'))
  browser.once('disconnected', () => rmSync(folder, { recursive: true, force: true }))
  const sheet = await browser.newPage()
  const save = (name: string, bytes: Buffer) => {
    const file = path.join(folder, name)
    writeFileSync(file, bytes)
    return file
  }
  await sheet.setContent(page('禾味小馆 平面布局图'))
  const jpeg = save('布局图.jpg', await sheet.screenshot({ type: 'jpeg', quality: 85 }))
  const pdf = save('设备清单.pdf', await sheet.pdf({ format: 'A4' }))
  await sheet.setContent(page('食品经营许可证'))
  const result = save('食品经营许可证.pdf', await sheet.pdf({ format: 'A4' }))
  await sheet.close()
  return { jpeg, pdf, result, bytes: (file) => readFileSync(file) }
}
