import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { type AppJson, filesBelow, h5FirstLoad, LIMITS, pagesOf, unparsable, weappSizes } from './lib/dist'

const dist = path.resolve(process.argv[2] ?? 'dist/weapp')
const kb = (bytes: number) => `${Math.round(bytes / 1024)} KB`

const files = filesBelow(dist)
const problems = unparsable(files)

const appJson = path.join(dist, 'app.json')
if (existsSync(appJson)) {
  const app = JSON.parse(readFileSync(appJson, 'utf8')) as AppJson
  for (const page of pagesOf(app)) {
    for (const extension of ['.js', '.wxml', '.json']) {
      if (!files.includes(path.join(dist, page + extension))) problems.push(`${page}${extension} is missing`)
    }
  }
  const { main, subpackages } = weappSizes(dist)
  console.log(`main package ${kb(main)}`)
  if (main > LIMITS.weappMain) problems.push(`the main package is ${kb(main)}, over ${kb(LIMITS.weappMain)}`)
  for (const [root, size] of Object.entries(subpackages)) {
    console.log(`${root} ${kb(size)}`)
    if (size > LIMITS.weappSubpackage) problems.push(`${root} is ${kb(size)}`)
  }
} else {
  const first = h5FirstLoad(dist)
  console.log(`first load ${kb(first.gzip)} gzip (${first.files.length} files)`)
  if (first.gzip > LIMITS.h5FirstLoad) problems.push(`the first load is ${kb(first.gzip)} gzip`)
}

// WeChat opens nothing but https; only the demo of this machine goes without.
const api = process.env.BB_API_URL
if (api && !/^https:|^http:\/\/(localhost|127\.0\.0\.1)(:|\/|$)/.test(api)) {
  problems.push(`BB_API_URL is ${api}: a build for others needs https`)
}

if (problems.length > 0) {
  console.error(problems.join('\n'))
  process.exit(1)
}
console.log(`${files.length} files in ${path.relative(process.cwd(), dist)} are sound`)
