import { readFileSync } from 'node:fs'
import path from 'node:path'
import v8 from 'node:v8'
import { MiniProgram } from '../../tests/weapp/runtime/mini-program'
import { makeWx } from '../../tests/weapp/runtime/wx'

/** What a start costs until the first page's first setData. */
export interface Startup {
  /** From the first script to the first setData, in milliseconds. */
  ms: number
  /** Of the scripts that ran until then. */
  scriptBytes: number
  /** What the first setData carries to the view layer. */
  setDataBytes: number
}

/** The discard port of this machine: requests leave, and nothing is ever answered in time. */
const NOBODY = 'http://127.0.0.1:9'

async function startOnce(dist: string): Promise<Startup> {
  const wx = makeWx({ mapUrl: () => NOBODY, loginCode: () => 'never-used' })
  const app = new MiniProgram(dist, wx)
  const began = performance.now()
  const painted = new Promise<Startup>((resolve) => {
    app.onPaint = ({ bytes }) => {
      const ms = performance.now() - began
      const scriptBytes = app.loaded.reduce(
        (sum, file) => sum + readFileSync(path.join(dist, file)).length,
        0,
      )
      resolve({ ms, scriptBytes, setDataBytes: bytes })
      app.onPaint = () => {}
    }
  })
  const launched = app.launch()
  const first = await painted
  await launched
  app.end()
  wx.setDeaf(true)
  return first
}

export interface Compared {
  product: Startup
  bare: Startup
  /** product / bare; the time by the quickest run of each, since other programs on the machine can only add to it. */
  ratio: { ms: number; scriptBytes: number; setDataBytes: number }
}

/** Starts both in turn, each time in a fresh vm whose engine has compiled nothing yet. */
export async function compareStartups(product: string, bare: string, runs = 11): Promise<Compared> {
  v8.setFlagsFromString('--no-compilation-cache')
  const pairs: { product: Startup; bare: Startup }[] = []
  // The first pair warms the measuring code itself.
  for (let run = 0; run <= runs; run += 1) {
    const pair = { bare: await startOnce(bare), product: await startOnce(product) }
    if (run > 0) pairs.push(pair)
  }
  const of = (which: 'product' | 'bare'): Startup => ({
    ...pairs[0][which],
    ms: Math.min(...pairs.map((pair) => pair[which].ms)),
  })
  const [mine, theirs] = [of('product'), of('bare')]
  return {
    product: mine,
    bare: theirs,
    ratio: {
      ms: mine.ms / theirs.ms,
      scriptBytes: mine.scriptBytes / theirs.scriptBytes,
      setDataBytes: mine.setDataBytes / theirs.setDataBytes,
    },
  }
}
