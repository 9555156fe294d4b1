// Chromium and Chinese fonts for the browser tests: installed where root may, named otherwise.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fail, step } from './install.mjs'

export const CHROMIUM_PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** The browser's path; installs Debian's packages as root, ends with one sentence otherwise. */
export function ensureBrowser() {
  const need = []
  if (!findChromium()) need.push('chromium')
  if (!hasChineseFont()) need.push('fonts-noto-cjk')
  if (need.length === 0) return
  const install = `apt-get install -y --no-install-recommends ${need.join(' ')}`
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    fail(`The browser tests need ${need.join(' and ')}. On Debian: sudo ${install}`)
  }
  step(`Installing ${need.join(' and ')} from Debian's packages`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const quiet = { stdio: ['ignore', 'ignore', 'inherit'], env, shell: true }
  spawnSync('apt-get update -qq', quiet)
  if (spawnSync(install, quiet).status !== 0)
    fail(`Could not install ${need.join(' and ')}; apt-get says why above.`)
}

export function findChromium() {
  return [process.env.CHROMIUM_PATH, ...CHROMIUM_PATHS].find((file) => file && existsSync(file))
}

function hasChineseFont() {
  const list = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' })
  return list.status === 0 && list.stdout.trim() !== ''
}
