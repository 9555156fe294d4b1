/** A rule of a style sheet, as it is written there. */
export interface StyleRule {
  selector: string
  body: string
}

/** Every rule of a style sheet, also those inside @media; steps of @keyframes are none. */
export function rulesOf(text: string): StyleRule[] {
  const plain = text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/@(?:-\w+-)?keyframes[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g, '')
    .replace(/@font-face\s*\{[^}]*\}/g, '')
  return [...plain.matchAll(/([^{}@;]+)\{([^{}]*)\}/g)].map(([, selector, body]) => ({
    selector: selector.trim(),
    body,
  }))
}

/** Whether some node could match one of the selectors: every class of it is a word of a script. */
export function canMatch(selector: string, words: ReadonlySet<string>): boolean {
  return selector.split(',').some((one) => {
    const classes = [...one.matchAll(/\.([\w-]+)/g)].map((match) => match[1])
    return classes.every((name) => words.has(name) || grown(name, words))
  })
}

/** `skel--s` of a script's `skel--` and `s`: the end of a name is often put together. */
function grown(name: string, words: ReadonlySet<string>): boolean {
  for (let end = name.length - 1; end > 1; end -= 1) {
    if (!/[-_]/.test(name[end - 1])) continue
    if (words.has(name.slice(0, end)) && words.has(name.slice(end))) return true
  }
  return false
}
