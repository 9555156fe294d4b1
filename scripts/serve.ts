/**
 * The whole product on this machine: embedded stack, demo people, the H5 build and its web server.
 * Started by scripts/start.mjs. Not for production (docs/deploy.md is).
 */
import path from 'node:path'
import { DEFAULT_API_PORT, DEFAULT_PG_PORT } from '../supabase/local/defaults'
import { loadDemo } from '../supabase/local/demo/load'
import { DEMO_PEOPLE } from '../supabase/local/demo/people'
import { removeData } from '../supabase/local/fresh'
import { refuseRunning } from '../supabase/local/lock'
import { ensurePortFree } from '../supabase/local/ports'
import { startStack } from '../supabase/local/stack'
import { StackError } from '../supabase/local/stack-error'
import { BuildError, buildApp, distOf } from './lib/build'
import { atEnd, end, endsWell, stopping } from './lib/lifetime.mjs'
import { portFrom } from './lib/port'
import { serveApp } from './lib/static-server'

const root = path.resolve(import.meta.dirname, '..')
const dataDir = path.resolve(root, process.env.BB_DATA_DIR ?? '.local')

const began = Date.now()
const seconds = () => `${((Date.now() - began) / 1000).toFixed(1)} s`
const say = (line: string) => console.log(`  ${line}`)

/** `npm start -- --fresh`; npm keeps the word for itself where the two dashes are forgotten. */
function wantsFresh(): boolean {
  const unknown = process.argv.slice(2).filter((word) => word !== '--fresh')
  if (unknown.length > 0) throw new BadArgument(`npm start knows --fresh, not ${unknown.join(' ')}.`)
  return process.argv.includes('--fresh') || process.env.npm_config_fresh === 'true'
}

class BadArgument extends Error {}

const publicUrlFrom = (port: number) => process.env.BB_PUBLIC_URL ?? `http://localhost:${port}`

async function main() {
  const fresh = wantsFresh()
  const appPort = portFrom('BB_APP_PORT', 8080)
  const apiPort = portFrom('BB_API_PORT', DEFAULT_API_PORT)
  const pgPort = portFrom('BB_PG_PORT', DEFAULT_PG_PORT)
  // What can be refused is refused first, before data is removed and before anybody waits.
  refuseRunning(dataDir)
  await ensurePortFree(apiPort, 'the API', 'BB_API_PORT')
  let ready = false
  const apiUrl = `http://127.0.0.1:${apiPort}`
  const server = await serveApp({ folder: distOf('h5'), port: appPort, apiUrl, ready: () => ready })
  atEnd(() => server.close())
  if (fresh) {
    say('Beginning again: the old data is removed')
    await removeData(dataDir)
  }
  say('Starting Postgres, API, files, realtime and functions')
  const starting = startStack({
    dataDir,
    apiPort,
    pgPort,
    seed: true,
    reloadFunctions: true,
    demoSignIn: true,
    log: say,
    signal: stopping,
  })
  // A signal may come while it starts: then it is ended as soon as it has broken off.
  const started = starting.catch(() => null)
  atEnd(async () => (await started)?.stop())
  const stack = await starting
  say(`Embedded stack ready (${seconds()})`)
  await loadDemo(stack, say)
  // Papers carry a link to check them; it leads to where this app is.
  await stack.sql`update private.settings set value = ${stack.sql.json(publicUrlFrom(appPort))} where key = 'public_url'`
  await buildApp('h5', { log: say })
  ready = true
  printWelcome(appPort, apiPort)
  endsWell()
}

function printWelcome(appPort: number, apiPort: number) {
  const app = `http://localhost:${appPort}`
  const people = DEMO_PEOPLE.map((person) => `    ${person.name.padEnd(6, '　')} ${person.note}`).join('\n')
  console.log(`
码上帮办 is running (${seconds()}). Development and demo only: this is not a production server.

  App          ${app}
  API          http://localhost:${apiPort}
  Messages     http://localhost:${apiPort}/simulator/messages   (what WeChat and SMS would have told whom)
  Printed code ${app}/c/QX07   (npm run codes draws all sheets: test-output/codes)
  Data         ${path.relative(process.cwd(), dataDir) || '.'}/ (npm start -- --fresh begins again)

  Sign in with one tap as one of the demo people:
${people}

  Ctrl-C stops everything.
`)
}

/** Expected refusals, and what the system refuses us (a folder that may not be written, a full disk), are a sentence. */
function explain(error: unknown): unknown {
  const { syscall, message } = error as NodeJS.ErrnoException
  if (error instanceof StackError && error.code === 'MIGRATION_FAILED') {
    return `\n✗ ${message}\n  If the data is of another state of the code, npm start -- --fresh begins again.`
  }
  const expected = [StackError, BuildError, BadArgument].some((kind) => error instanceof kind)
  return expected || syscall ? `\n✗ ${message}` : error
}

main().catch(async (error: unknown) => {
  // What breaks while stopping is no news: the signal's own handler ends everything.
  if (stopping.aborted) return
  await end()
  console.error(explain(error))
  process.exit(1)
})
