import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { build } from 'esbuild'
import { distOf } from '../build'
import { run } from '../lifetime.mjs'
import type { RenderedPage } from './rendered-page'

const root = path.resolve(import.meta.dirname, '../../..')
const KEPT = path.join(root, 'test-output/audit-rendered.json')

/** A page of playwright, as far as this asks. */
interface Drawn {
  page: { evaluate(script: string): Promise<unknown> }
  route(): Promise<string>
}

/** Goes along with tests/rendered: looks at each page that its journeys visit. */
export class RenderedAudit {
  readonly pages: RenderedPage[] = []
  private script: Promise<string> | null = null

  /** Handed to Visits. */
  readonly visitor = async (phone: Drawn, name: string): Promise<void> => {
    this.script ??= bundled()
    await phone.page.evaluate(await this.script)
    const look = (await phone.page.evaluate('window.auditLook()')) as Omit<RenderedPage, 'name' | 'route'>
    this.pages.push({ name, route: await phone.route(), ...look })
  }

  /** For `npm run audit:weapp`. */
  keep(): void {
    mkdirSync(path.dirname(KEPT), { recursive: true })
    writeFileSync(KEPT, JSON.stringify(this.pages))
  }
}

async function bundled(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [path.join(import.meta.dirname, 'look.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'chrome120',
    logLevel: 'error',
  })
  return outputFiles[0].text
}

/** What the last rendered run saw, if it is of this build; else the run is made now. Some minutes. */
export async function readRendered(log: (line: string) => void): Promise<RenderedPage[] | undefined> {
  const stamp = path.join(distOf('weapp'), '.built-from')
  const fresh = () => existsSync(KEPT) && statSync(KEPT).mtimeMs > statSync(stamp).mtimeMs
  if (!fresh()) {
    log('Drawing every page (some minutes)')
    const args = ['run', 'tests/rendered/rendered.test.ts', '--reporter=dot']
    await run(path.join(root, 'node_modules/.bin/vitest'), args, { cwd: root, quiet: true })
  }
  return fresh() ? (JSON.parse(readFileSync(KEPT, 'utf8')) as RenderedPage[]) : undefined
}
