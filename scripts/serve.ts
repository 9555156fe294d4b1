/**
 * The whole product on this machine: embedded stack, demo people, the H5 build and its web server.
 * Started by scripts/start.mjs. Not for production (docs/deploy.md is).
 */
import path from 'node:path'
import { loadDemo } from '../supabase/local/demo/load'
import { DEMO_PEOPLE } from '../supabase/local/demo/people'
import { removeData } from '../supabase/local/fresh'
import { startStack } from '../supabase/local/stack'
import { StackError } from '../supabase/local/stack-error'
import { buildApp } from './lib/build'
import { type AppServer, serveApp } from './lib/static-server'

const root = path.resolve(import.meta.dirname, '..')
const dataDir = path.join(root, '.local')
const appPort = Number(process.env.BB_APP_PORT ?? 8080)
const apiPort = Number(process.env.BB_API_PORT ?? 54321)
const pgPort = Number(process.env.BB_PG_PORT ?? 54322)

const began = Date.now()
const seconds = () => `${((Date.now() - began) / 1000).toFixed(1)} s`
const say = (line: string) => console.log(`  ${line}`)

let stopping = false
let stop = async () => {}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    // A second Ctrl-C while stopping does not cut the stopping short: Postgres is writing its checkpoint.
    if (stopping) return
    stopping = true
    console.log('\nStopping …')
    stop().then(
      () => process.exit(0),
      (error) => {
        console.error(error)
        process.exit(1)
      },
    )
  })
}

async function main() {
  if (process.argv.includes('--fresh')) {
    say('Beginning again: the old data is removed')
    await removeData(dataDir)
  }
  let server: AppServer | undefined
  say(`Starting Postgres, API, files, realtime and functions`)
  const stack = await startStack({
    dataDir,
    apiPort,
    pgPort,
    seed: true,
    reloadFunctions: true,
    demoSignIn: true,
    log: say,
  })
  stop = async () => {
    await server?.close()
    await stack.stop()
  }
  server = await serveApp({ folder: path.join(root, 'dist/h5'), port: appPort, apiUrl: stack.apiUrl })
  say(`Embedded stack ready (${seconds()})`)
  await loadDemo(stack, say)
  await buildApp('h5', { log: say })
  printWelcome()
}

function printWelcome() {
  const app = `http://localhost:${appPort}`
  const people = DEMO_PEOPLE.map((person) => `    ${person.name.padEnd(6, '　')} ${person.note}`).join('\n')
  console.log(`
码上帮办 is running (${seconds()}). Development and demo only: this is not a production server.

  App          ${app}
  API          http://localhost:${apiPort}
  Printed code ${app}/c/QX07   (npm run codes makes the sheet: test-output/codes)
  Data         .local/ (npm start -- --fresh begins again)

  Sign in with one tap as one of the demo people:
${people}

  Ctrl-C stops everything.
`)
}

main().catch(async (error: unknown) => {
  await stop().catch(() => {})
  if (error instanceof StackError) console.error(`\n✗ ${error.message}`)
  else console.error(error)
  process.exit(1)
})
