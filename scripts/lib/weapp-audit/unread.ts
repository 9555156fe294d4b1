import { readFileSync } from 'node:fs'
import path from 'node:path'

/** For each kind of node, the keys of its data that Taro's template reads. */
export type BoundKeys = Map<string, Set<string>>

/** Read by the loop over children, by events and by the text template itself. */
const ALWAYS = ['nn', 'cn', 'sid', 'uid', 'v', 'cl', 'st']

/** Reads base.wxml: in a template, `i.p4` is the node's key p4. */
export function readBoundKeys(dist: string): BoundKeys {
  const source = readFileSync(path.join(dist, 'base.wxml'), 'utf8')
  const bound: BoundKeys = new Map()
  for (const [, kind, body] of source.matchAll(/<template name="tmpl_\d+_([^"]+)">([\s\S]*?)<\/template>/g)) {
    const name = kind.replace(/_(focus|blur)$/, '')
    const keys = bound.get(name) ?? new Set(ALWAYS)
    for (const [, key] of body.matchAll(/\bi\.(\w+)/g)) keys.add(key)
    bound.set(name, keys)
  }
  return bound
}

/** Keys of whole nodes in a patch that no template reads, as `<kind>.<key>`. */
export function unreadIn(patch: unknown, bound: BoundKeys): string[] {
  if (Array.isArray(patch)) return patch.flatMap((each) => unreadIn(each, bound))
  if (typeof patch !== 'object' || patch === null) return []
  const { nn } = patch as { nn?: unknown }
  const keys = typeof nn === 'string' ? bound.get(nn) : undefined
  return Object.entries(patch).flatMap(([key, value]) => [
    ...(keys && !keys.has(key) && value !== '' ? [`${nn}.${key}`] : []),
    ...(key === 'cn' || !keys ? unreadIn(value, bound) : []),
  ])
}
