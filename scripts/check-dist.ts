import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { Script } from 'node:vm'
import { gzipSync } from 'node:zlib'

/** Sizes in bytes that a build must keep: WeChat's own limits are higher, these are the product's. */
const LIMITS = { weappMain: 1.1 * 1024 * 1024, weappSubpackage: 800 * 1024, h5FirstLoad: 230 * 1024 }

const dist = path.resolve(process.argv[2] ?? 'dist/weapp')
const kb = (bytes: number) => `${Math.round(bytes / 1024)} KB`

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const full = path.join(folder, entry.name)
    return entry.isDirectory() ? filesBelow(full) : [full]
  })
}

const sizeOf = (files: string[]) => files.reduce((sum, file) => sum + statSync(file).size, 0)
const files = filesBelow(dist)
const problems: string[] = []

// The bundlers report success even for scripts that no engine parses: let Node read each one
// (as a classic script, which is what both targets load).
for (const file of files.filter((name) => name.endsWith('.js'))) {
  try {
    new Script(readFileSync(file, 'utf8'), { filename: file })
  } catch (error) {
    problems.push(`${path.relative(dist, file)} does not parse: ${String(error)}`)
  }
}

if (files.some((file) => path.basename(file) === 'app.json')) {
  const app = JSON.parse(readFileSync(path.join(dist, 'app.json'), 'utf8')) as {
    pages: string[]
    subPackages?: { root: string; pages: string[] }[]
  }
  const subpackages = app.subPackages ?? []
  const pages = [
    ...app.pages,
    ...subpackages.flatMap((sub) => sub.pages.map((page) => path.posix.join(sub.root, page))),
  ]
  for (const page of pages) {
    for (const extension of ['.js', '.wxml', '.json']) {
      if (!files.includes(path.join(dist, page + extension))) problems.push(`${page}${extension} is missing`)
    }
  }
  const inSubpackage = (file: string, root: string) =>
    path.relative(dist, file).startsWith(`${root}${path.sep}`)
  const main = sizeOf(files.filter((file) => !subpackages.some((sub) => inSubpackage(file, sub.root))))
  console.log(`main package ${kb(main)}`)
  if (main > LIMITS.weappMain) problems.push(`the main package is ${kb(main)}, over ${kb(LIMITS.weappMain)}`)
  for (const { root } of subpackages) {
    const size = sizeOf(files.filter((file) => inSubpackage(file, root)))
    console.log(`${root} ${kb(size)}`)
    if (size > LIMITS.weappSubpackage) problems.push(`${root} is ${kb(size)}`)
  }
} else {
  const html = readFileSync(path.join(dist, 'index.html'), 'utf8')
  const entry = [...html.matchAll(/(?:src|href)="\/?([^"]+\.(?:js|css))"/g)].map((match) => match[1])
  // The home page asks for its own chunk and for what it shares with other pages: the entry names them together.
  const script = entry.find((name) => /\bapp\.\w+\.js$/.test(name)) ?? ''
  const calls = readFileSync(path.join(dist, script), 'utf8').match(/Promise\.all\(\[[^\]]*\]\)/g) ?? []
  const asked = calls.find((call) => call.includes('src_pages_home_index_tsx')) ?? ''
  const chunks = [...asked.matchAll(/\.e\("([^"]+)"\)/g)].map((match) => match[1])
  const home = files
    .map((file) => path.relative(dist, file))
    .filter((name) => chunks.includes(path.basename(name).replace(/\.\w+\.(js|css)$/, '')))
  if (!chunks.some((name) => name.includes('home'))) {
    problems.push('the home page has no chunk of its own to weigh')
  }
  const firstLoad = [...entry, ...home].reduce(
    (sum, name) => sum + gzipSync(readFileSync(path.join(dist, name))).length,
    0,
  )
  console.log(`first load ${kb(firstLoad)} gzip (${entry.length + home.length} files)`)
  if (firstLoad > LIMITS.h5FirstLoad) problems.push(`the first load is ${kb(firstLoad)} gzip`)
}

if (problems.length > 0) {
  console.error(problems.join('\n'))
  process.exit(1)
}
console.log(`${files.length} files in ${path.relative(process.cwd(), dist)} are sound`)
