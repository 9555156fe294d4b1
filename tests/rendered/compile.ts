import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { TmplGroup } from 'glass-easel-template-compiler'
import type { AppJson, Compiled } from './host/compiled'

/**
 * WeChat's native elements, as far as the host draws them (host/elements). A template with another element does not
 * compile here: draw the element first, or its page would look right while it is empty.
 */
export const NATIVE = [
  'view',
  'text',
  'button',
  'image',
  'input',
  'textarea',
  'scroll-view',
  'picker',
] as const
/** No elements of their own: the template language, and Taro's one component. */
const LANGUAGE = ['template', 'import', 'include', 'wxs', 'block', 'slot', 'comp']

const walk = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort()

/** Compiles a built mini-program as WeChat's tools do: templates to code, styles to what a browser knows. */
export function compile(dist: string): Compiled {
  const read = (name: string) => readFileSync(path.join(dist, name), 'utf8')
  const files = walk(dist)
  const of = (ending: string) => files.filter((name) => name.endsWith(ending))
  const group = new TmplGroup()
  for (const name of of('.wxml')) {
    const faults = group.addTmpl(name.slice(0, -5), toNative(read(name), name)) as { message?: string }[]
    const worst = faults.filter((fault) => !/deprecated|data binding/i.test(String(fault.message ?? fault)))
    if (worst.length > 0) throw new Error(`${name} does not compile: ${worst.map(String).join('; ')}`)
  }
  for (const name of of('.wxs')) group.addScript(name.slice(0, -4), read(name))
  const styles = new Map(of('.wxss').map((name) => [name, read(name)]))
  return {
    app: JSON.parse(read('app.json')) as AppJson,
    scripts: Object.fromEntries(of('.js').map((name) => [name, read(name)])),
    templates: group.getTmplGenObjectGroups(),
    styles: Object.fromEntries([...styles.keys()].map((name) => [name, toCss(inline(name, styles))])),
  }
}

/** `<view>` is WeChat's `<wx-view>`; aria-role is what the browser calls role. */
function toNative(source: string, name: string): string {
  for (const [, tag] of source.matchAll(/<([a-z][a-z-]*)/g)) {
    if (!(NATIVE as readonly string[]).includes(tag) && !LANGUAGE.includes(tag))
      throw new Error(`${name} uses <${tag}>, which tests/rendered/host does not draw yet`)
  }
  return source
    .replace(new RegExp(`<(/?)(${NATIVE.join('|')})(?=[\\s/>])`, 'g'), '<$1wx-$2')
    .replaceAll('aria-role=', 'role=')
}

/** @import in WeChat's order: where it stands, each file once. */
function inline(name: string, styles: Map<string, string>, seen = new Set<string>()): string {
  if (seen.has(name)) return ''
  seen.add(name)
  const source = styles.get(name)
  if (source === undefined) throw new Error(`${name} is imported and is not there`)
  return source.replace(/@import\s+["']([^"']+)["']\s*;/g, (_, wanted: string) => {
    const target = wanted.startsWith('/')
      ? wanted.slice(1)
      : path.posix.join(path.posix.dirname(name), wanted)
    return inline(target, styles, seen)
  })
}

const TYPES = new RegExp(`(^|[\\s,>+~(])(${NATIVE.join('|')})(?![\\w-])`, 'g')

/** WXSS to CSS: 750 rpx are the width of the window, `page` is the page's body, elements have WeChat's names. */
export function toCss(wxss: string): string {
  return wxss
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(-?[\d.]+)rpx\b/g, (_, n: string) => `${(Number(n) / 7.5).toFixed(5)}vw`)
    .replace(/env\(\s*safe-area-inset-(\w+)\s*(?:,[^()]*)?\)/g, 'var(--wx-safe-area-$1)')
    .replace(/([^{};]+)\{/g, (all, prelude: string) =>
      prelude.trim().startsWith('@')
        ? all
        : `${prelude.replace(/(^|[\s,])page(?![\w-])/g, '$1body').replace(TYPES, '$1wx-$2')}{`,
    )
}
