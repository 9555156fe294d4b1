/**
 * What an uncompressed PDF with one font says, page by page: the strings of its content streams, back through the
 * font's own ToUnicode map. Written for the tests, so that the text is not read by what wrote it.
 */
export function pdfText(pdf: Uint8Array): string[] {
  const map = pdfCharacters(pdf)
  return streamsOf(pdf)
    .filter((one) => /^\[.*\] TJ$/m.test(one))
    .map((one) =>
      [...one.matchAll(/\[([^\]]*)\]\s*TJ/g)]
        .map(([, shown = '']) =>
          [...shown.matchAll(/<([0-9a-f]*)>/gi)].map(([, hex = '']) => decode(hex, map)).join(''),
        )
        .join('\n'),
    )
}

/** What each glyph of the embedded font stands for: four digits of its number → the character. */
export function pdfCharacters(pdf: Uint8Array): Map<string, string> {
  const map = new Map<string, string>()
  for (const stream of streamsOf(pdf).filter((one) => one.includes('begincmap'))) readMap(stream, map)
  return map
}

function streamsOf(pdf: Uint8Array): string[] {
  const source = Buffer.from(pdf).toString('latin1')
  return [...source.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].map((match) => match[1] ?? '')
}

function readMap(stream: string, map: Map<string, string>): void {
  for (const [, block = ''] of stream.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
    for (const [, from = '', to = ''] of block.matchAll(/<([0-9a-f]+)>\s*<([0-9a-f]+)>/gi))
      map.set(from.toLowerCase(), utf16(to))
  for (const [, block = ''] of stream.matchAll(/beginbfrange([\s\S]*?)endbfrange/g))
    for (const [, from = '', , list = ''] of block.matchAll(/<([0-9a-f]+)>\s*<([0-9a-f]+)>\s*\[([^\]]*)\]/gi))
      [...list.matchAll(/<([0-9a-f ]+)>/gi)].forEach(([, to = ''], n) => {
        map.set((Number.parseInt(from, 16) + n).toString(16).padStart(4, '0'), utf16(to))
      })
}

const utf16 = (hex: string) => Buffer.from(hex.replaceAll(' ', ''), 'hex').swap16().toString('utf16le')
/** A glyph that stands for no character stays visible as a question mark. */
const decode = (hex: string, map: Map<string, string>) =>
  (hex.toLowerCase().match(/.{4}/g) ?? []).map((glyph) => map.get(glyph) ?? '?').join('')
