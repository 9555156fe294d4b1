/**
 * `npm run audit:weapp`: WeChat's 体验评分, as far as it can be computed without WeChat's tools. Plays the main job on
 * the built mini-program in a vm, opens every other page, and takes what only a drawn page shows from the browser
 * (tests/rendered). Prints each lost point; ends with 1 under 90. Machine-readable: test-output/audit-weapp.json.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { startCounty } from '../tests/support/product'
import { buildApp } from './lib/build'
import { drive } from './lib/weapp-audit/drive'
import { readRendered } from './lib/weapp-audit/rendered'
import { judge, report } from './lib/weapp-audit/score'

/** What `npm test` asks for; 95 is wanted. */
const PASS = 90

async function main(): Promise<number> {
  const log = (line: string) => console.log(line)
  await buildApp('weapp', { log })
  const county = await startCounty()
  try {
    const audit = judge({ ...(await drive(county)), rendered: await readRendered(log) })
    const output = path.resolve(import.meta.dirname, '../test-output/audit-weapp.json')
    mkdirSync(path.dirname(output), { recursive: true })
    writeFileSync(output, JSON.stringify(audit, null, 2))
    log(report(audit))
    return audit.score >= PASS ? 0 : 1
  } finally {
    await county.stack.stop()
  }
}

process.exit(await main())
