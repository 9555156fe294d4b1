import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '..')
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')

interface Locked {
  version?: string
  optionalDependencies?: Record<string, string>
}
const manifest = JSON.parse(read('package.json')) as Record<
  'dependencies' | 'devDependencies',
  Record<string, string>
>
const locked = (JSON.parse(read('package-lock.json')) as { packages: Record<string, Locked> }).packages
const wanted = { ...manifest.dependencies, ...manifest.devDependencies }

test('every dependency has a row that says what it is for, and no row is of one that is gone', () => {
  const rows = read('docs/dependencies.md')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split('|')[1] ?? '')
  const named = rows.flatMap((row) => [...row.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? ''))
  const covers = (row: string, name: string) =>
    row.endsWith('/*') ? name.startsWith(row.slice(0, -1)) : row === name
  expect(Object.keys(wanted).filter((name) => !named.some((row) => covers(row, name)))).toEqual([])
  expect(named.filter((row) => !Object.keys(wanted).some((name) => covers(row, name)))).toEqual([])
})

test('every version is pinned, and is the locked one', () => {
  for (const [name, version] of Object.entries(wanted)) {
    expect([name, locked[`node_modules/${name}`]?.version]).toEqual([name, version])
  }
})

test('the lock file holds the optional packages of every platform, without which npm ci refuses', () => {
  const found = (from: string, name: string): boolean => {
    if (locked[`${from && `${from}/`}node_modules/${name}`]) return true
    if (!from) return false
    const above = from.lastIndexOf('/node_modules/')
    return found(above < 0 ? '' : from.slice(0, above), name)
  }
  const missing = Object.entries(locked).flatMap(([place, one]) =>
    Object.keys(one.optionalDependencies ?? {}).filter((name) => !found(place, name)),
  )
  expect(missing).toEqual([])
})
