import path from 'node:path'
import { defineConfig } from 'vitest/config'

const alias = { '@': path.resolve(import.meta.dirname, 'src') }
// A file pair x.weapp.ts / x.h5.ts stands behind x.ts: under test the browser's half is taken.
const extensions = ['.h5.ts', '.h5.tsx', '.ts', '.tsx', '.mjs', '.js', '.json']

/** One project for each kind of proof; only `rules` is quick enough to run without a stack. */
const project = (name: string, include: string[], seconds: number, globalSetup: string[] = []) => ({
  resolve: { alias, extensions },
  test: {
    name,
    include,
    globalSetup,
    environment: 'node' as const,
    env: { TZ: 'UTC' },
    testTimeout: seconds * 1000,
    hookTimeout: Math.max(seconds, 60) * 1000,
  },
})

export default defineConfig({
  test: {
    projects: [
      project(
        'rules',
        [
          'src/**/*.test.ts',
          'supabase/functions/**/*.test.ts',
          'supabase/catalogue/**/*.test.ts',
          'scripts/**/*.test.ts',
        ],
        10,
      ),
      project('stories', ['supabase/tests/**/*.test.ts', 'supabase/local/**/*.test.ts'], 60, [
        'supabase/tests/global-setup.ts',
      ]),
      project('contract', ['tests/contract/**/*.test.ts'], 120),
      project('weapp', ['tests/weapp/**/*.test.ts', 'tests/conformance/weapp.test.ts'], 300, [
        'tests/weapp/global-setup.ts',
      ]),
      project(
        'browser',
        ['tests/browser/**/*.test.ts', 'tests/conformance/h5.test.ts', 'tests/rendered/**/*.test.ts'],
        600,
        ['tests/browser/global-setup.ts', 'tests/rendered/global-setup.ts'],
      ),
    ],
  },
})
