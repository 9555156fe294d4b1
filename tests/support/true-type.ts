/** As much of a TrueType file as it takes to hold an embedded subset against the font it was cut from. */
export class TrueType {
  private readonly tables = new Map<string, Buffer>()

  constructor(file: Buffer) {
    for (let n = 0; n < file.readUInt16BE(4); n += 1) {
      const at = 12 + n * 16
      const [start, length] = [file.readUInt32BE(at + 8), file.readUInt32BE(at + 12)]
      this.tables.set(file.toString('latin1', at, at + 4), file.subarray(start, start + length))
    }
  }

  /** What is drawn for a glyph, without the numbers that other glyphs have in this file; empty for a blank. */
  outline(glyph: number): Buffer {
    const record = this.record(glyph)
    if (record.length === 0 || record.readInt16BE(0) >= 0) return record
    // Put together of others: their places and their own outlines.
    const parts: Buffer[] = []
    for (let at = 10, more = true; more; ) {
      const flags = record.readUInt16BE(at)
      const scale = flags & 0x8 ? 2 : flags & 0x40 ? 4 : flags & 0x80 ? 8 : 0
      const end = at + 4 + (flags & 0x1 ? 4 : 2) + scale
      parts.push(record.subarray(at + 4, end), this.outline(record.readUInt16BE(at + 2)))
      more = (flags & 0x20) !== 0
      at = end
    }
    return Buffer.concat(parts)
  }

  private record(glyph: number): Buffer {
    const long = this.table('head').readInt16BE(50) === 1
    const loca = this.table('loca')
    const offset = (n: number) => (long ? loca.readUInt32BE(n * 4) : loca.readUInt16BE(n * 2) * 2)
    return this.table('glyf').subarray(offset(glyph), offset(glyph + 1))
  }

  /** The glyph of a character, by the map of all planes (format 12); 0 when the font has none. */
  glyphOf(codePoint: number): number {
    const cmap = this.table('cmap')
    for (let n = 0; n < cmap.readUInt16BE(2); n += 1) {
      const map = cmap.subarray(cmap.readUInt32BE(4 + n * 8 + 4))
      if (map.readUInt16BE(0) !== 12) continue
      for (let group = 0; group < map.readUInt32BE(12); group += 1) {
        const at = 16 + group * 12
        const [first, last] = [map.readUInt32BE(at), map.readUInt32BE(at + 4)]
        if (codePoint >= first && codePoint <= last) return map.readUInt32BE(at + 8) + codePoint - first
      }
    }
    return 0
  }

  private table(name: string): Buffer {
    const table = this.tables.get(name)
    if (!table) throw new Error(`The font has no table ${name}`)
    return table
  }
}
