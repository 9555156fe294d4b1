import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { Script } from 'node:vm'
import { gzipSync } from 'node:zlib'

/** Sizes in bytes that a build must keep: WeChat's own limits are higher, these are the product's. */
export const LIMITS = { weappMain: 1.1 * 1024 * 1024, weappSubpackage: 800 * 1024, h5FirstLoad: 230 * 1024 }
/** WeChat takes no file and no package above it. */
export const WECHAT_LIMIT = 2 * 1024 * 1024

export interface AppJson {
  pages: string[]
  subPackages?: { root: string; pages: string[] }[]
}

/** Full names of all files below a folder. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const full = path.join(folder, entry.name)
    return entry.isDirectory() ? filesBelow(full) : [full]
  })
}

const sizeOf = (files: string[]) => files.reduce((sum, file) => sum + statSync(file).size, 0)

/**
 * What no engine parses. The bundlers report success even then, so Node reads each script as the classic script
 * that both targets load.
 */
export function unparsable(files: string[]): string[] {
  return files
    .filter((file) => file.endsWith('.js'))
    .flatMap((file) => {
      try {
        new Script(readFileSync(file, 'utf8'), { filename: file })
        return []
      } catch (error) {
        return [`${file} does not parse: ${String(error)}`]
      }
    })
}

/** Every page that an app.json names, as a path without ending. */
export const pagesOf = (app: AppJson): string[] => [
  ...app.pages,
  ...(app.subPackages ?? []).flatMap((sub) => sub.pages.map((page) => path.posix.join(sub.root, page))),
]

/** Bytes of the main package and of each subpackage of a mini-program. */
export function weappSizes(dist: string): { main: number; subpackages: Record<string, number> } {
  const app = JSON.parse(readFileSync(path.join(dist, 'app.json'), 'utf8')) as AppJson
  const files = filesBelow(dist)
  const roots = (app.subPackages ?? []).map((sub) => sub.root.replace(/\/$/, ''))
  const inside = (file: string, root: string) => path.relative(dist, file).startsWith(`${root}${path.sep}`)
  return {
    main: sizeOf(files.filter((file) => !roots.some((root) => inside(file, root)))),
    subpackages: Object.fromEntries(
      roots.map((root) => [root, sizeOf(files.filter((file) => inside(file, root)))]),
    ),
  }
}

/** Bytes over the wire until the home page of H5 stands, and the files they are. */
export function h5FirstLoad(dist: string): { gzip: number; files: string[] } {
  const html = readFileSync(path.join(dist, 'index.html'), 'utf8')
  const entry = [...html.matchAll(/(?:src|href)="\/?([^"]+\.(?:js|css))"/g)].map((match) => match[1])
  // The home page asks for its own chunk and for what it shares with other pages: the entry names them together.
  const script = entry.find((name) => /\bapp\.\w+\.js$/.test(name)) ?? ''
  const calls = readFileSync(path.join(dist, script), 'utf8').match(/Promise\.all\(\[[^\]]*\]\)/g) ?? []
  const asked = calls.find((call) => call.includes('src_pages_home_index_tsx')) ?? ''
  const chunks = [...asked.matchAll(/\.e\("([^"]+)"\)/g)].map((match) => match[1])
  if (!chunks.some((name) => name.includes('home'))) {
    throw new Error('The home page has no chunk of its own to weigh')
  }
  const home = filesBelow(dist)
    .map((file) => path.relative(dist, file))
    .filter((name) => chunks.includes(path.basename(name).replace(/\.\w+\.(js|css)$/, '')))
  const files = [...entry, ...home]
  const gzip = files.reduce((sum, name) => sum + gzipSync(readFileSync(path.join(dist, name))).length, 0)
  return { gzip, files }
}
