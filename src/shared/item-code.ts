const SHORT_CODE = /^[A-Z]{2,4}\d{2,4}$/

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const asCode = (text: string): string | null => {
  const code = text.trim().toUpperCase()
  return SHORT_CODE.test(code) ? code : null
}

/**
 * The item code (QX07) in whatever was scanned or typed: the printed link `https://<host>/c/QX07`, a link or
 * page path with `c=`, `q=` (WeChat's ordinary-link rule) or `scene=`, or the code itself. Null when it is
 * somebody else's code.
 */
export function itemCodeFrom(text: string): string | null {
  const plain = asCode(text)
  if (plain) return plain
  const inPath = /\/c\/([A-Za-z0-9]+)(?:[/?#]|$)/.exec(text)
  if (inPath) return asCode(inPath[1])
  const inQuery = /[?&](c|q|scene)=([^&#]+)/.exec(text)
  if (inQuery) return itemCodeFrom(decoded(inQuery[2]))
  const once = decoded(text)
  return once === text ? null : itemCodeFrom(once)
}
