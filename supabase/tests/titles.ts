import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const FOLDERS = ['supabase/tests', 'tests/contract', 'tests/browser', 'tests/weapp']
const path = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url))

const CALL = /\b(?:story|race|test|it)\(\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|`((?:[^`\\]|\\.)*)`)/g

/** A title in source as a pattern: what a template fills in may be anything. */
function pattern(literal: string, template: boolean): RegExp {
  const parts = template ? literal.split(/\$\{[^}]*\}/) : [literal.replace(/\\(.)/g, '$1')]
  return new RegExp(`^${parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.+')}$`)
}

/** Whether a test file (by its bare name) tells a story of that title. Skipped ones do not count. */
export function storyFinder(): (proof: string) => boolean {
  const titles = new Map<string, RegExp[]>()
  for (const folder of FOLDERS) {
    for (const name of readdirSync(path(folder)).filter((entry) => entry.endsWith('.test.ts'))) {
      const source = readFileSync(path(`${folder}/${name}`), 'utf8')
      const found = [...source.matchAll(CALL)].map(([, single, double, template]) =>
        pattern(single ?? double ?? template ?? '', template !== undefined),
      )
      titles.set(name, [...(titles.get(name) ?? []), ...found])
    }
  }
  return (proof) => {
    const [file = '', title = ''] = proof.split(' › ')
    return titles.get(file)?.some((each) => each.test(title)) ?? false
  }
}
