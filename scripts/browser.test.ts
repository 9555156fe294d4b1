import { describe, expect, test } from 'vitest'
import { findChromium, waysToInstall } from './lib/browser.mjs'

const only =
  (...files: string[]) =>
  (file: string) =>
    files.includes(file)

describe('Chromium is found', () => {
  test('where CHROMIUM_PATH says, before any other', () => {
    const exists = only('/opt/own/chrome', '/usr/bin/chromium')
    expect(findChromium({ CHROMIUM_PATH: '/opt/own/chrome', PATH: '/usr/bin' }, exists)).toBe(
      '/opt/own/chrome',
    )
  })

  test('on the PATH, under each of its names', () => {
    const exists = only('/opt/bin/google-chrome-stable')
    expect(findChromium({ PATH: '/bin:/opt/bin' }, exists)).toBe('/opt/bin/google-chrome-stable')
  })

  test('where systems put it, with nothing in the environment or a wrong path there', () => {
    expect(findChromium({}, only('/usr/bin/chromium'))).toBe('/usr/bin/chromium')
    expect(findChromium({ CHROMIUM_PATH: '/gone', PATH: '' }, only('/usr/bin/chromium'))).toBe(
      '/usr/bin/chromium',
    )
    const mac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
    expect(findChromium({}, only(mac))).toBe(mac)
  })

  test('nowhere when there is none', () => {
    expect(findChromium({}, () => false)).toBeUndefined()
    expect(findChromium({ CHROMIUM_PATH: '/gone', PATH: '/bin' }, () => false)).toBeUndefined()
  })
})

test('root on Debian installs what is missing; everybody else reads what to install', () => {
  const need = ['chromium', 'fonts-noto-cjk']
  expect(waysToInstall(need, { root: true, apt: true }).commands).toEqual([
    'apt-get update -qq',
    'apt-get install -y --no-install-recommends chromium fonts-noto-cjk',
  ])
  for (const where of [
    { root: false, apt: true },
    { root: true, apt: false },
  ]) {
    const { commands, sentence } = waysToInstall(need, where)
    expect(commands).toBeUndefined()
    expect(sentence).toContain('sudo apt-get install -y --no-install-recommends chromium fonts-noto-cjk')
    expect(sentence).toContain('CHROMIUM_PATH')
  }
})
