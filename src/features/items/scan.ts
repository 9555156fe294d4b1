import { isOurHost } from '@/platform/our-hosts'
import { scanCode } from '@/platform/scan'
import { toAppError } from '@/shared/errors'
import { go } from '@/shared/go'
import { routes } from '@/shared/routes'
import { scanned } from '@/shared/scanned'
import { tell } from '@/shared/ui/ask'

/** How much of a foreign code's text is carried on, so that the page can say what was read. */
const SHOWN = 200

/**
 * Scans a printed code and opens its guide, or checks the paper it stands on; the code page says what to do about a
 * code that is none of ours.
 */
export async function scanToPage(): Promise<void> {
  try {
    const text = await scanCode()
    if (text === null) return
    const what = scanned(text, isOurHost)
    if (what.kind === 'item') go(routes.code(what.code))
    else if (what.kind === 'paper') go(routes.documentCheck(what.code))
    else if (what.kind === 'page') go(what.url)
    else go(routes.code([...text.trim()].slice(0, SHOWN).join('')))
  } catch (error) {
    const { message, hint } = toAppError(error)
    await tell(message, hint)
  }
}
