import { type ApiFact, type BaseLibrary, older } from './base-library'
import type { Use } from './used-apis'

/** What Taro itself gives under the same name; wx has no such call, and needs none. */
const TAROS_OWN = new Set(['Wx.getCurrentInstance', 'Wx.getCurrentPages', 'Wx.getEnv', 'Wx.ENV_TYPE'])

/** A `Taro.request` takes more keys than WeChat's: those of Taro are for other platforms, and wx ignores them. */
const ALIENS_KEY = /^Wx\.pageScrollTo\(offsetTop\)$/

const KEY = /^(\w+\.\w+)\((\w+)\)$/

/** The fact of a call, a member, or a key of the object that a call takes; undefined where there is none. */
function factOf(name: string, library: BaseLibrary): ApiFact | undefined {
  const [, call, key] = KEY.exec(name) ?? []
  if (!call) return library.get(name)
  const option = library.get(call)?.option
  return option ? library.get(`${option}.${key}`) : undefined
}

const known = (owner: string, library: BaseLibrary) =>
  [...library.keys()].some((name) => name.startsWith(`${owner}.`))

/** Uses of what the base library does not have: unknown to WeChat, or younger than what we ask for. */
export function missing(uses: Use[], library: BaseLibrary, minimum: string): string[] {
  return uses.flatMap(({ name, where }) => {
    if (TAROS_OWN.has(name) || ALIENS_KEY.test(name)) return []
    const [owner] = name.split('.')
    // Shapes of answers have other names in Taro's typings; only what WeChat calls the same is compared.
    if (!known(owner, library)) return []
    const fact = factOf(name, library)
    // The keys of a call whose one object has no name in the typings cannot be looked up.
    if (!fact)
      return KEY.test(name) && !library.get(name.replace(KEY, '$1'))?.option
        ? []
        : [`${where}: WeChat has no ${name}`]
    return fact.since && older(minimum, fact.since) ? [`${where}: ${name} came with ${fact.since}`] : []
  })
}

/** Uses of what WeChat no longer wants. */
export function deprecated(uses: Use[], library: BaseLibrary): string[] {
  return uses.flatMap(({ name, where }) => {
    const words = factOf(name, library)?.deprecated
    return words ? [`${where}: ${name}, ${words}`] : []
  })
}

/** The oldest base library that has all of it, and what asks for it. */
export function oldestThatDoes(uses: Use[], library: BaseLibrary): { version: string; because: string[] } {
  let version = '1.0.0'
  for (const { name } of uses) {
    const since = factOf(name, library)?.since
    if (since && older(version, since)) version = since
  }
  const because = uses.filter(({ name }) => factOf(name, library)?.since === version)
  return { version, because: [...new Set(because.map(({ name }) => name))].sort() }
}
