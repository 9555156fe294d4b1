import { scanCode } from '@/platform/scan'
import { printedDocumentCode } from '@/shared/document-code'
import { toAppError } from '@/shared/errors'
import { go } from '@/shared/go'
import { itemCodeFrom } from '@/shared/item-code'
import { routes } from '@/shared/routes'
import { tell } from '@/shared/ui/ask'

/** How much of a foreign code's text is carried on, so that the page can show what was read. */
const SHOWN = 80

/** Scans a printed code and opens its guide, or checks the paper it stands on; the code page says what to do about a code that is none of ours. */
export async function scanToPage(): Promise<void> {
  try {
    const text = await scanCode()
    if (text === null) return
    const paper = printedDocumentCode(text)
    if (paper) go(routes.documentCheck(paper))
    else go(routes.code(itemCodeFrom(text) ?? [...text].slice(0, SHOWN).join('')))
  } catch (error) {
    const { message, hint } = toAppError(error)
    await tell(message, hint)
  }
}
