import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { run } from './lifetime.mjs'

const root = path.resolve(import.meta.dirname, '../..')
const source = path.join(root, 'tests/bare-taro')

/** Its own sources, and the lock file that fixes Taro's version. */
function fingerprint(): string {
  const hash = createHash('sha256').update(readFileSync(path.join(root, 'package-lock.json')))
  const files = readdirSync(source, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
  for (const file of files) hash.update(path.relative(source, file)).update(readFileSync(file))
  return hash.digest('hex')
}

/** Builds the bare Taro app beside the product's build, unless that build is of these very sources. Six seconds. */
export async function buildBareTaro(): Promise<string> {
  const out = path.join(root, process.env.BB_DIST_DIR || 'dist', 'bare-taro')
  const stamp = path.join(out, '.built-from')
  const wanted = fingerprint()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return out
  rmSync(out, { recursive: true, force: true })
  const { code, output } = await run(
    path.join(root, 'node_modules/.bin/taro'),
    ['build', '--type', 'weapp'],
    {
      cwd: source,
      env: { ...process.env, NODE_ENV: 'production', BB_BARE_OUT: path.relative(source, out) },
      quiet: true,
    },
  )
  if (code !== 0) throw new Error(`The bare Taro app does not build:\n${output.slice(-4000)}`)
  writeFileSync(stamp, wanted)
  return out
}
