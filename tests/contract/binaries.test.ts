import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import { findBinaries, mendLibraryLinks } from '../../supabase/local/binaries'
import { reachableBinaries } from '../../supabase/local/place'
import { postgresUser } from '../../supabase/local/run-as'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'bangban-binaries-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('missing and dangling library links are mended, good ones left alone', () => {
  const lib = path.join(folder, 'native/lib')
  mkdirSync(lib, { recursive: true })
  writeFileSync(path.join(lib, 'libx.so.1.2'), '')
  symlinkSync('gone', path.join(lib, 'libx.so.1'))
  const links = ['libx.so', 'libx.so.1'].map((target) => ({
    source: 'native/lib/libx.so.1.2',
    target: `native/lib/${target}`,
  }))
  writeFileSync(path.join(folder, 'native/pg-symlinks.json'), JSON.stringify(links))
  expect(mendLibraryLinks(folder)).toBe(2)
  expect(readlinkSync(path.join(lib, 'libx.so.1'))).toBe('libx.so.1.2')
  expect(mendLibraryLinks(folder)).toBe(0)
})

test('programs in a folder that the user of Postgres may not enter are copied to one that it may', () => {
  const user = postgresUser()
  const native = path.join(folder, 'closed/native')
  mkdirSync(path.dirname(native), { mode: 0o700 })
  cpSync(path.resolve(path.dirname(findBinaries().postgres), '..'), native, {
    recursive: true,
    verbatimSymlinks: true,
  })
  const installed = { initdb: path.join(native, 'bin/initdb'), postgres: path.join(native, 'bin/postgres') }
  const { postgres } = reachableBinaries(user, installed)
  if (postgres !== installed.postgres) {
    onTestFinished(() => rmSync(path.resolve(path.dirname(postgres), '..'), { recursive: true }))
  }
  expect(execFileSync(postgres, ['--version'], { ...user, cwd: '/', encoding: 'utf8' })).toContain('17.')
})
