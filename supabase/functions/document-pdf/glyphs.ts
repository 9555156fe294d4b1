/** Says whether the font can draw a character. */
export type HasGlyph = (codePoint: number) => boolean

/** What is invisible on paper: control characters, joiners, marks of direction and of variants. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Variation_Selector}]/u

/**
 * Text as the font can print it. A character that the font lacks (a rare name, an emoji) would become an empty box
 * or nothing at all; instead its number is printed, 〔U+20BB7〕, and the paper says what that means.
 */
export function printable(text: string, hasGlyph: HasGlyph, strange: Set<string>): string {
  let out = ''
  for (const char of text.normalize('NFC').replaceAll('\t', ' ')) {
    if (char === '\n') out += char
    if (INVISIBLE.test(char)) continue
    const codePoint = char.codePointAt(0) ?? 0
    if (hasGlyph(codePoint)) out += char
    else {
      strange.add(char)
      out += `〔U+${codePoint.toString(16).toUpperCase()}〕`
    }
  }
  return out
}

/** The characters of the font that a sheet was opened with; pdfkit keeps the font it parsed to itself. */
export function glyphsOf(sheet: PDFKit.PDFDocument): HasGlyph {
  const { _font } = sheet as unknown as {
    _font: { font: { hasGlyphForCodePoint: (codePoint: number) => boolean } }
  }
  return (codePoint) => _font.font.hasGlyphForCodePoint(codePoint)
}
