/** What stands in an element: its text, or its children by name; several of one name are a list. */
export type XmlValue = string | { [name: string]: XmlValue | XmlValue[] }

/** Not the XML that WeChat sends. */
export class NotXml extends Error {}

/** Deeper than anything that WeChat sends. */
const MAX_DEPTH = 6

/**
 * Reads the XML of the message push, and no more of XML than that: elements, text and CDATA. Declarations,
 * doctypes, comments and attributes are refused, so that nothing can be hidden in what this does not know.
 */
export function readXml(text: string): { [name: string]: XmlValue | XmlValue[] } {
  const { name, value, end } = element(text.trim(), 0, 0)
  if (name !== 'xml' || typeof value === 'string' || text.trim().length !== end) {
    throw new NotXml('Not one <xml> element')
  }
  return value
}

interface Element {
  name: string
  value: XmlValue
  end: number
}

function element(text: string, from: number, depth: number): Element {
  const open = /^<([A-Za-z_][\w]*)>/.exec(text.slice(from, from + 80))
  if (!open || depth > MAX_DEPTH) throw new NotXml('No element where one should begin')
  const name = open[1] as string
  const closing = `</${name}>`
  const children: { [name: string]: XmlValue | XmlValue[] } = Object.create(null)
  let words = ''
  let hasChildren = false
  let at = from + open[0].length
  while (at < text.length) {
    if (text.startsWith(closing, at)) {
      const end = at + closing.length
      if (hasChildren && words.trim() !== '') throw new NotXml(`Text between the children of ${name}`)
      return { name, value: hasChildren ? children : words, end }
    }
    if (text.startsWith('<![CDATA[', at)) {
      const end = text.indexOf(']]>', at)
      if (end < 0) throw new NotXml('CDATA without an end')
      words += text.slice(at + '<![CDATA['.length, end)
      at = end + ']]>'.length
    } else if (text[at] === '<') {
      const child = element(text, at, depth + 1)
      const known = children[child.name]
      children[child.name] =
        known === undefined ? child.value : [...(Array.isArray(known) ? known : [known]), child.value]
      hasChildren = true
      at = child.end
    } else {
      const next = text.indexOf('<', at)
      if (next < 0) break
      words += unescaped(text.slice(at, next))
      at = next
    }
  }
  throw new NotXml(`${name} has no end`)
}

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

function unescaped(text: string): string {
  return text.replace(/&(\w+|#\d+);/g, (whole, name: string) => {
    const known = ENTITIES[name]
    if (known === undefined) throw new NotXml(`${whole} is not used by WeChat`)
    return known
  })
}
