import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { readProjectConfig } from '../local/project-config'

const read = (path: string) => readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8')
const exists = (path: string) => existsSync(fileURLToPath(new URL(path, import.meta.url)))
const FUNCTIONS = readdirSync(fileURLToPath(new URL('.', import.meta.url)), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && exists(`./${entry.name}/index.ts`))
  .map(({ name }) => name)
const versions = (() => {
  const { dependencies, devDependencies } = JSON.parse(read('../../package.json'))
  return { ...dependencies, ...devDependencies } as Record<string, string>
})()

/** Functions that are called without a token, each with what stands at the door instead. */
const OPEN: Record<string, string> = {
  'wechat-login': 'a code of wx.login',
  'demo-login': 'DEMO_SIGN_IN, set in the embedded stack alone',
  'phone-login': 'a code by SMS; for confirm the database asks for the token',
  'collect-orphans': 'the scheduler’s secret',
  notify: 'the scheduler’s secret',
  'content-check': 'the scheduler’s secret',
  'wechat-events': 'WeChat’s signature',
}

test('the functions that need no token are those that have another lock', () => {
  const { openFunctions } = readProjectConfig(fileURLToPath(new URL('../config.toml', import.meta.url)))
  expect([...openFunctions].sort()).toEqual(Object.keys(OPEN).sort())
})

test.each(FUNCTIONS)(
  '%s is said in config.toml, answers through the frame, and pins what it loads',
  (name) => {
    expect(read('../config.toml')).toMatch(
      new RegExp(`^\\[functions\\.${name}\\]\\nverify_jwt = (true|false)$`, 'm'),
    )
    expect(read(`./${name}/handler.ts`)).toMatch(/from '\.\.\/_shared\/http\.ts'/)
    expect(read(`./${name}/index.ts`)).toContain(`frameFromEnvironment('${name}')`)
    // Hosted resolves by these two; the embedded stack by package.json. Both must mean the same.
    const { imports } = JSON.parse(read(`./${name}/deno.json`)) as { imports: Record<string, string> }
    const lock = JSON.parse(read(`./${name}/deno.lock`)) as { specifiers: Record<string, string> }
    for (const [library, specifier] of Object.entries(imports)) {
      expect(specifier).toBe(`npm:${library}@${versions[library]}`)
      expect(Object.keys(lock.specifiers)).toContain(specifier)
    }
  },
)

test.each(FUNCTIONS)('%s takes its secrets from the environment', (name) => {
  const sources = readdirSync(fileURLToPath(new URL(`./${name}/`, import.meta.url)))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => read(`./${name}/${file}`))
    .join('\n')
  expect(sources).not.toMatch(/sb_secret_\w|eyJ[\w-]{10}|-----BEGIN|console\.(log|error|warn)/)
})
