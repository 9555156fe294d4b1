// `npm test`: every proof, one after the other, and one closing line. Names of stages may be given: npm test -- rules stories
import './lib/require-node.mjs'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { ensureBrowser } from './lib/browser.mjs'
import { countTests } from './lib/count.mjs'
import { ensureDependencies, fail, orSentence, root, step } from './lib/install.mjs'
import { atEnd, handleSignals, run } from './lib/lifetime.mjs'

const bin = (name) => path.join(root, 'node_modules', '.bin', name)
const build = (target) => [process.execPath, ['--import', 'tsx', 'scripts/build.ts', target]]
/** In the order of what is quick and says most. A stage without a command is a project of vitest.config.ts. */
const STAGES = {
  types: [bin('tsc'), ['-p', 'tsconfig.json']],
  lint: [bin('biome'), ['check', '.']],
  rules: null,
  stories: null,
  contract: null,
  'build:h5': build('h5'),
  'build:weapp': build('weapp'),
  weapp: null,
  browser: null,
}
const asked = process.argv.slice(2)
const output = path.join(root, 'test-output')
const env = {
  ...process.env,
  TZ: 'UTC',
  NODE_ENV: 'test',
  SUPABASE_TELEMETRY_DISABLED: '1',
  DO_NOT_TRACK: '1',
}
const total = { passed: 0, failed: 0 }

/** The last line, whatever happened before it. */
function close() {
  console.log(`${total.passed} passed, ${total.failed} failed`)
}

/** A check that is one thing: it passes or not. */
async function check([command, args]) {
  const { code } = await run(command, args, { cwd: root, env })
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

async function vitest(project) {
  const report = path.join(output, `${project}.json`)
  rmSync(report, { force: true })
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const { code } = await run(bin('vitest'), ['run', '--project', project, ...reporters], { cwd: root, env })
  return countTests(existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : null, code)
}

async function main() {
  const unknown = asked.filter((name) => !(name in STAGES))
  if (unknown.length > 0)
    fail(`There is no stage ${unknown.join(', ')}. Stages: ${Object.keys(STAGES).join(' ')}`)
  await ensureDependencies()
  const stages = Object.keys(STAGES).filter((name) => asked.length === 0 || asked.includes(name))
  if (stages.includes('browser')) await ensureBrowser()
  mkdirSync(output, { recursive: true })
  for (const name of stages) {
    step(name)
    const began = Date.now()
    const { passed, failed } = await (STAGES[name] ? check(STAGES[name]) : vitest(name))
    total.passed += passed
    total.failed += failed
    console.log(`${failed === 0 ? '✓' : '✗'} ${name} (${Math.round((Date.now() - began) / 1000)} s)`)
  }
}

/** Broken off, it has failed. */
function broken() {
  total.failed += 1
  close()
}

handleSignals()
atEnd(broken)
await orSentence(main(), broken)
close()
process.exit(total.failed === 0 ? 0 : 1)
