import { expect, it } from 'vitest'
import type { ClientFault } from '@/shared/contract'
import { faultText, timesWords, whereWords } from './model'

const fault: ClientFault = {
  fingerprint: 'f',
  platform: 'weapp',
  version: '0.1.0',
  kind: 'render',
  message: 'TypeError: x is not a function',
  stack: ['draw@js/kit.js:1:20311'],
  page: 'packages/apply/form/index',
  runtime: 'ios 3.8.0',
  times: 12,
  first_seen: '2026-03-30T01:00:00.000Z',
  last_seen: '2026-03-31T02:05:00.000Z',
}
const NOW = Date.parse('2026-03-31T10:30:00+08:00')

it('says where and how often, in plain words', () => {
  expect(whereWords(fault)).toBe('小程序 0.1.0，ios 3.8.0')
  expect(whereWords({ ...fault, platform: 'h5', runtime: null })).toBe('网页 0.1.0')
  expect(timesWords(fault, NOW)).toMatch(/^出现 12 次，最近 今天.*10:05，最早 昨天.*9:00$/)
  expect(timesWords({ ...fault, times: 1 }, NOW)).toMatch(/^出现 1 次，今天.*10:05$/)
})

it('gives the whole of it to whoever mends it', () => {
  expect(faultText(fault).split('\n')).toEqual([
    'render: TypeError: x is not a function',
    'weapp 0.1.0 ios 3.8.0',
    'page packages/apply/form/index, 12 times, 2026-03-30T01:00:00.000Z – 2026-03-31T02:05:00.000Z',
    '  draw@js/kit.js:1:20311',
  ])
})
