const NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/

type Pairs = { forEach: (act: (value: string, name: string) => void) => void }

/** Headers for WeChat, which has none: names in lower case, sorted, repeated ones joined as fetch does. */
export class Headers {
  private readonly map = new Map<string, string>()

  constructor(init?: HeadersInit | Headers) {
    if (!init) return
    const pairs = Array.isArray(init)
      ? init
      : 'forEach' in init
        ? entriesOf(init as Pairs)
        : Object.entries(init)
    for (const [name, value] of pairs) this.append(name, value)
  }

  append(name: string, value: string): void {
    const key = keyOf(name)
    const before = this.map.get(key)
    const text = String(value).trim()
    this.map.set(key, before === undefined ? text : `${before}, ${text}`)
  }
  set(name: string, value: string): void {
    this.map.set(keyOf(name), String(value).trim())
  }
  get(name: string): string | null {
    return this.map.get(keyOf(name)) ?? null
  }
  has(name: string): boolean {
    return this.map.has(keyOf(name))
  }
  delete(name: string): void {
    this.map.delete(keyOf(name))
  }
  /** A browser shows no cookie to scripts either. */
  getSetCookie(): string[] {
    return []
  }
  forEach(act: (value: string, name: string, all: Headers) => void, self?: unknown): void {
    for (const [name, value] of this.entries()) act.call(self, value, name, this)
  }
  entries(): IterableIterator<[string, string]> {
    return [...this.map].sort(([a], [b]) => (a < b ? -1 : 1))[Symbol.iterator]()
  }
  keys(): IterableIterator<string> {
    return [...this.map.keys()].sort()[Symbol.iterator]()
  }
  values(): IterableIterator<string> {
    return [...this.entries()].map(([, value]) => value)[Symbol.iterator]()
  }
  [Symbol.iterator](): IterableIterator<[string, string]> {
    return this.entries()
  }
}

function keyOf(name: string): string {
  if (!NAME.test(String(name))) throw new TypeError(`Invalid header name: "${name}"`)
  return String(name).toLowerCase()
}

function entriesOf(headers: Pairs) {
  const pairs: [string, string][] = []
  headers.forEach((value, name) => {
    pairs.push([name, value])
  })
  return pairs
}
