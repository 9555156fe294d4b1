import { readFileSync } from 'node:fs'
import path from 'node:path'
import {
  BarcodeFormat,
  BinaryBitmap,
  DecodeHintType,
  HybridBinarizer,
  MultiFormatReader,
  RGBLuminanceSource,
} from '@zxing/library'
import type { Browser } from 'playwright-core'
import { PNG } from 'pngjs'
import { codeSheet } from '../../src/features/codes/sheet'
import { DEPARTMENTS } from '../../supabase/catalogue/departments'
import type { CatalogueItem } from '../../supabase/catalogue/schema'

/** The first card of a printed sheet, photographed: the image a phone's camera would get. */
export async function photographCard(browser: Browser, code: string, publicUrl: string): Promise<Buffer> {
  const file = path.resolve(import.meta.dirname, `../../supabase/catalogue/items/${code}.json`)
  const item = JSON.parse(readFileSync(file, 'utf8')) as CatalogueItem
  const card = {
    code,
    name: item.name,
    department: DEPARTMENTS[item.department],
    line: item.card.line,
  }
  const [sheet] = codeSheet([card], { county: '清溪县', publicUrl })
  const page = await browser.newPage({ viewport: { width: 794, height: 1123 }, deviceScaleFactor: 2 })
  await page.setContent(`<style>body{margin:0}</style>${sheet}`)
  // 97 × 70 mm from the corner of the first card, at 96 dpi.
  const photo = await page.screenshot({ clip: { x: 30, y: 32, width: 367, height: 265 } })
  await page.close()
  return photo
}

/** Reads a QR code with a decoder that shares no code with the one that drew it or with the app's own scanner. */
export function decodeIndependently(image: Buffer): string {
  const { data, width, height } = PNG.sync.read(image)
  const grey = new Uint8ClampedArray(width * height)
  for (let i = 0; i < grey.length; i += 1) {
    grey[i] = (data[i * 4] + 2 * data[i * 4 + 1] + data[i * 4 + 2]) >> 2
  }
  const reader = new MultiFormatReader()
  reader.setHints(
    new Map<DecodeHintType, unknown>([
      [DecodeHintType.POSSIBLE_FORMATS, [BarcodeFormat.QR_CODE]],
      [DecodeHintType.TRY_HARDER, true],
    ]),
  )
  return reader
    .decode(new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(grey, width, height))))
    .getText()
}
