// `npm test`: every proof, one after the other, and one closing line. Names of stages may be given: npm test -- rules stories
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { ensureBrowser } from './lib/browser.mjs'
import { ensureDependencies, requireNode, root, step } from './lib/install.mjs'

const PROJECTS = ['rules', 'stories', 'contract', 'weapp', 'browser']
const asked = process.argv.slice(2)
const wanted = (name) => asked.length === 0 || asked.includes(name)

requireNode()
ensureDependencies()
if (wanted('browser')) ensureBrowser()

const output = path.join(root, 'test-output')
mkdirSync(output, { recursive: true })
const env = {
  ...process.env,
  TZ: 'UTC',
  NODE_ENV: 'test',
  SUPABASE_TELEMETRY_DISABLED: '1',
  DO_NOT_TRACK: '1',
}
const bin = (name) => path.join(root, 'node_modules', '.bin', name)
let passed = 0
let failed = 0

/** A check that is one thing: it passes or not. */
function check(name, command, args) {
  if (!wanted(name)) return
  const began = Date.now()
  step(name)
  const ok = spawnSync(command, args, { cwd: root, stdio: 'inherit', env }).status === 0
  if (ok) passed += 1
  else failed += 1
  console.log(`${ok ? '✓' : '✗'} ${name} (${Math.round((Date.now() - began) / 1000)} s)`)
}

function vitest(project) {
  if (!wanted(project)) return
  const began = Date.now()
  step(project)
  const report = path.join(output, `${project}.json`)
  rmSync(report, { force: true })
  const args = [
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]
  const run = spawnSync(bin('vitest'), args, { cwd: root, stdio: 'inherit', env })
  const result = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : null
  // A suite that could not even load has no failed test of its own: it counts as one. So does a pending test.
  const broken = result
    ? result.testResults.filter(
        (file) => file.status === 'failed' && file.assertionResults.every((t) => t.status !== 'failed'),
      ).length
    : 1
  const pending = result ? result.numPendingTests + result.numTodoTests : 0
  passed += result?.numPassedTests ?? 0
  const bad = (result?.numFailedTests ?? 0) + broken + pending
  failed += bad === 0 && run.status !== 0 ? 1 : bad
  console.log(`${run.status === 0 ? '✓' : '✗'} ${project} (${Math.round((Date.now() - began) / 1000)} s)`)
}

check('types', bin('tsc'), ['-p', 'tsconfig.json'])
check('lint', bin('biome'), ['check', '.'])
vitest('rules')
vitest('stories')
vitest('contract')
check('build:h5', process.execPath, ['--import', 'tsx', 'scripts/build.ts', 'h5'])
check('build:weapp', process.execPath, ['--import', 'tsx', 'scripts/build.ts', 'weapp'])
vitest('weapp')
vitest('browser')

if (
  asked.some(
    (name) => !PROJECTS.includes(name) && !['types', 'lint', 'build:h5', 'build:weapp'].includes(name),
  )
) {
  console.log(`Stages: types lint ${PROJECTS.join(' ')} build:h5 build:weapp`)
}
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 && passed > 0 ? 0 : 1)
