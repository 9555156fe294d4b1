import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { COLLECTED, CONSENT_VERSION, consentText, NEVER_ASKED, PRIVACY_USES } from './privacy-uses'

/** Every text that people were shown, by its version: who agreed to one did not agree to another. */
const TEXTS: Record<string, string> = {
  '2026-11-23': '0a71f5139cbefaecd8f2040ed3fec062a8d5915c99d0d6ed7ff7d06058872f66',
}

const SRC = path.resolve(import.meta.dirname, '..')
const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|privacy-uses/.test(file))
  .map((file) => ({ file, text: readFileSync(path.join(SRC, file), 'utf8') }))

const filesWith = (pattern: RegExp) =>
  sources.filter(({ text }) => pattern.test(text)).map(({ file }) => file)

test('what is collected changes only with a version, so that everybody is asked again', () => {
  const hash = createHash('sha256').update(JSON.stringify(consentText())).digest('hex')
  expect(TEXTS[CONSENT_VERSION]).toBe(hash)
  expect(Object.keys(TEXTS).sort().at(-1)).toBe(CONSENT_VERSION)
})

test('where somebody is, is never asked; nor contacts, recordings, or the name and picture of WeChat', () => {
  expect(NEVER_ASKED).toEqual(['位置', '通讯录', '录音', '微信头像和昵称'])
  const never =
    /getLocation|getFuzzyLocation|chooseLocation|choosePoi|LocationUpdate|user(Fuzzy)?Location|geolocation|addPhoneContact|chooseContact|startRecord|getRecorderManager|getUserProfile|getUserInfo|chooseAvatar|audio: ?true/
  expect(filesWith(never)).toEqual([])
})

test('each private interface that is told of is used, and no line stands there twice', () => {
  for (const { interface: name } of PRIVACY_USES) {
    expect(filesWith(new RegExp(`Taro\\.${name}\\(|openType="${name}"`)), name).not.toEqual([])
  }
  for (const list of [PRIVACY_USES.map((use) => use.interface), COLLECTED.map((each) => each.what)])
    expect(new Set(list).size).toBe(list.length)
})
