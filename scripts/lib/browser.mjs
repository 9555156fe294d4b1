// Chromium and Chinese fonts for the browser tests: installed where root may, named otherwise.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { fail, step } from './install.mjs'
import { run } from './lifetime.mjs'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const FOLDERS = ['/usr/bin', '/usr/local/bin', '/snap/bin']
const OF_MACOS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** Where Chromium is: as CHROMIUM_PATH says, on the PATH, or where systems put it; undefined when there is none. */
export function findChromium(env = process.env, exists = existsSync) {
  const folders = [...(env.PATH ?? '').split(path.delimiter).filter(Boolean), ...FOLDERS]
  const usual = folders.flatMap((folder) => NAMES.map((name) => path.join(folder, name)))
  return [env.CHROMIUM_PATH, ...usual, ...OF_MACOS].find((file) => file && exists(file))
}

/** How to get Debian's packages: the commands for root where apt is, otherwise the sentence for a person. */
export function waysToInstall(need, { root, apt }) {
  const install = `apt-get install -y --no-install-recommends ${need.join(' ')}`
  if (root && apt) return { commands: ['apt-get update -qq', install] }
  const otherwise =
    'elsewhere install Chrome or Chromium and a Chinese font, and set CHROMIUM_PATH to the browser'
  return {
    sentence: `The browser tests need ${need.join(' and ')}. On Debian: sudo ${install}; ${otherwise}.`,
  }
}

/** Sees to it that there is a browser and a Chinese font; a sentence says what is missing where it may not. */
export async function ensureBrowser() {
  const need = []
  if (!findChromium()) need.push('chromium')
  if (!hasChineseFont()) need.push('fonts-noto-cjk')
  if (need.length === 0) return
  const ways = waysToInstall(need, { root: process.getuid?.() === 0, apt: existsSync('/usr/bin/apt-get') })
  if (!ways.commands) fail(ways.sentence)
  step(`Installing ${need.join(' and ')} from Debian's packages`)
  let last
  for (const command of ways.commands) {
    last = await run('sh', ['-c', command], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      quiet: true,
      tell: (seconds) => console.log(`  … installing, ${seconds} s`),
    })
  }
  if (last.code !== 0)
    fail(`Could not install ${need.join(' and ')}: ${last.output.trim().split('\n').pop()}`)
}

function hasChineseFont() {
  if (process.platform === 'darwin') return true
  const list = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' })
  return list.status === 0 && list.stdout.trim() !== ''
}
