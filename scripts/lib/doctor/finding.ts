/** What a rule says: one thing that is not as a county in production needs it, and what to do. */
export interface Finding {
  /** Where it belongs, one word: settings, jobs, functions … */
  theme: string
  /** needed: do not open without it. advised: it runs, and somebody will be sorry. */
  level: 'needed' | 'advised'
  says: string
  remedy: string
}

/** The two kinds of finding of one theme. */
export function findingsOf(theme: string) {
  return {
    needed: (says: string, remedy: string): Finding => ({ theme, level: 'needed', says, remedy }),
    advised: (says: string, remedy: string): Finding => ({ theme, level: 'advised', says, remedy }),
  }
}

/** `a, b and 3 more`: a list that stays a sentence. */
export function some(names: readonly string[], shown = 5): string {
  const rest = names.length - shown
  return rest > 0 ? `${names.slice(0, shown).join(', ')} and ${rest} more` : names.join(', ')
}
