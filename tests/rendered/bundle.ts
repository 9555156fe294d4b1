import path from 'node:path'
import { build } from 'esbuild'

const made = new Map<string, Promise<string>>()

/** One script for the browser of what stands in tests/rendered/<entry>. */
export function bundle(entry: 'host' | 'look'): Promise<string> {
  const known = made.get(entry)
  if (known) return known
  const script = build({
    entryPoints: [path.resolve(import.meta.dirname, entry, 'main.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'chrome120',
    // Without glass-easel's measuring of every step.
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'error',
  }).then(({ outputFiles }) => outputFiles[0].text)
  made.set(entry, script)
  return script
}
