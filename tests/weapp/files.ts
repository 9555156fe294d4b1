import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { PDFDocument } from 'pdf-lib'

/** A photo of a hand-drawn plan, as a phone takes it. */
export const LAYOUT_JPG = path.resolve(import.meta.dirname, '../fixtures/layout.jpg')

/** A PDF of one page that holds the picture, as a scanner makes it. */
export async function scannedPdf(title: string): Promise<Buffer> {
  const pdf = await PDFDocument.create()
  pdf.setTitle(title)
  const picture = await pdf.embedJpg(readFileSync(LAYOUT_JPG))
  const page = pdf.addPage([picture.width, picture.height])
  page.drawImage(picture)
  return Buffer.from(await pdf.save())
}

/** What lies on the phone: files with the names that a person gave them. */
export class Folder {
  private readonly folder = mkdtempSync(path.join(tmpdir(), 'bangban-phone-'))

  put(name: string, bytes: Uint8Array): string {
    const file = path.join(this.folder, name)
    writeFileSync(file, bytes)
    return file
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}
