import { fault, type Rule } from '../rule'
import { canMatch, rulesOf } from '../style-rules'

const LIMIT = 2048

/** At most 2 KB of a style sheet are for classes that no script can give a node. */
export const rule: Rule = {
  chapter: '最佳实践',
  title: 'WXSS 使用率',
  weight: 0,
  judge: ({ styles, scripts }) => {
    const words = new Set(scripts.flatMap(({ text }) => text.match(/[\w-]+/g) ?? []))
    return styles.flatMap(({ file, text }) => {
      const dead = rulesOf(text).filter(({ selector }) => !canMatch(selector, words))
      const bytes = dead.reduce((sum, { selector, body }) => sum + selector.length + body.length + 2, 0)
      const first = [...new Set(dead.map(({ selector }) => selector))].slice(0, 6).join(' ')
      return bytes > LIMIT ? [fault(file, first, `${bytes} bytes of styles for nothing, limit ${LIMIT}`)] : []
    })
  },
}
