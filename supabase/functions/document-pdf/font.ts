/** The one font that papers are set in; another file would change papers that were written long ago. */
export const FONT_FILE = 'NotoSansSC-Regular.ttf'
const FONT_SHA256 = 'd45f67f0a7c0ca3f256950777ce6a61cc7ce5f9696d02900cbbaac25f8aa7d16'

/** Where the font may lie: gives its bytes, or null when it is not there. */
export type FontSource = () => Promise<Uint8Array | null>

/** Reads the font once for the life of a worker, from the first place that has it; a failure is tried again. */
export function fontFrom(...sources: FontSource[]): () => Promise<Uint8Array> {
  let kept: Promise<Uint8Array> | null = null
  return () => {
    kept ??= load(sources).catch((error) => {
      kept = null
      throw error
    })
    return kept
  }
}

async function load(sources: FontSource[]): Promise<Uint8Array> {
  for (const source of sources) {
    const font = await source()
    if (!font) continue
    const digest = await crypto.subtle.digest('SHA-256', font as Uint8Array<ArrayBuffer>)
    const found = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
    if (found !== FONT_SHA256) throw new Error(`The font is another file: SHA-256 ${found}`)
    return font
  }
  throw new Error(`${FONT_FILE} is neither beside the function nor in the bucket assets (docs/deploy.md)`)
}
