/** `npm run bench`: measures what the product promises in numbers, and prints it beside the limit. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { LIMITS } from './lib/dist'
import type { Compared } from './lib/startup'

const root = path.resolve(import.meta.dirname, '..')
/** Against a bare Taro page of the same first screen, built by the same Taro. */
const times = (ratio: number) => `${ratio.toFixed(2)} ×`
const kb = (bytes: number) => `${(bytes / 1024).toFixed(0)} KB`

interface Traffic {
  requests: number
  sent: number
  received: number
}
interface Figures {
  packages: { main: number; subpackages: Record<string, number> }
  h5: { firstLoadGzip: number; files: number }
  journey: { setDataCalls: number; largestBytes: number; mostPerSecond: number; taps: number }
  requests: { home: Traffic; guide: Traffic }
  'requests-timeline': { timeline: Traffic }
  startup: Compared
  'home-to-receipt': Traffic & { taps: number; typed: number; setDataCalls: number }
}

/** What is measured, its value and its limit; null where it is only told. */
interface Row {
  what: string
  value: number
  limit: number | null
  show: (n: number) => string
}

function measure(): Figures {
  // The same tests that hold the limits measure: the numbers cannot drift from what is proven.
  const files = ['build', 'journey', 'numbers', 'startup'].map((name) => `tests/weapp/${name}.test.ts`)
  const args = ['vitest', 'run', '--project', 'weapp', '--reporter=dot', ...files]
  const run = spawnSync('npx', args, { cwd: root, stdio: 'inherit', env: { ...process.env, TZ: 'UTC' } })
  if (run.status !== 0) process.exit(run.status ?? 1)
  return JSON.parse(readFileSync(path.join(root, 'test-output/figures.json'), 'utf8')) as Figures
}

function rowsOf(figures: Figures): Row[] {
  const { packages, h5, journey, requests, startup } = figures
  const way = figures['home-to-receipt']
  const plain = String
  return [
    { what: 'weapp main package', value: packages.main, limit: LIMITS.weappMain, show: kb },
    ...Object.entries(packages.subpackages).map(([root, value]) => ({
      what: `weapp ${root}`,
      value,
      limit: LIMITS.weappSubpackage,
      show: kb,
    })),
    { what: 'H5 first load, gzip', value: h5.firstLoadGzip, limit: LIMITS.h5FirstLoad, show: kb },
    {
      what: 'weapp start to the first setData, of bare Taro',
      value: startup.ratio.ms,
      limit: 2,
      show: times,
    },
    { what: 'first setData, of bare Taro', value: startup.ratio.setDataBytes, limit: 2, show: times },
    {
      what: 'scripts run until then, of bare Taro',
      value: startup.ratio.scriptBytes,
      limit: null,
      show: times,
    },
    { what: 'largest setData in the journey', value: journey.largestBytes, limit: 64 * 1024, show: kb },
    { what: 'most setData in a second', value: journey.mostPerSecond, limit: 19, show: plain },
    { what: 'requests to show home', value: requests.home.requests, limit: 4, show: plain },
    { what: 'requests to show a guide', value: requests.guide.requests, limit: 2, show: plain },
    {
      what: 'requests to show a timeline',
      value: figures['requests-timeline'].timeline.requests,
      limit: 2,
      show: plain,
    },
    { what: 'home to receipt: taps', value: way.taps, limit: null, show: plain },
    { what: 'home to receipt: fields typed', value: way.typed, limit: null, show: plain },
    { what: 'home to receipt: requests', value: way.requests, limit: null, show: plain },
    { what: 'home to receipt: sent, two files included', value: way.sent, limit: null, show: kb },
    { what: 'home to receipt: received', value: way.received, limit: null, show: kb },
  ]
}

const rows = rowsOf(measure()).map(({ what, value, limit, show }) => ({
  what,
  value: show(value),
  limit: limit === null ? '' : show(limit),
  ok: limit === null ? '' : value <= limit ? 'yes' : 'NO',
}))
const width = (key: 'what' | 'value' | 'limit') => Math.max(...rows.map((row) => row[key].length), key.length)
const line = (row: Record<'what' | 'value' | 'limit' | 'ok', string>) =>
  [
    row.what.padEnd(width('what')),
    row.value.padStart(width('value')),
    row.limit.padStart(width('limit')),
    row.ok,
  ].join('  ')
console.log('\nA returning owner files one item with two materials; sizes are bytes / 1024.')
console.log(line({ what: 'what', value: 'value', limit: 'limit', ok: '' }))
for (const row of rows) console.log(line(row))
if (rows.some((row) => row.ok === 'NO')) process.exit(1)
