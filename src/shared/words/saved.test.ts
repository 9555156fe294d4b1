import { expect, test } from 'vitest'
import { savedWords } from './saved'

const now = Date.parse('2026-03-30T01:31:00Z')
const at = '2026-03-30T01:20:00Z'

test('the autosave line says where it is and what leaving means', () => {
  expect(savedWords('saved', at, null, now)).toEqual({
    state: 'saved',
    text: '9:20 已自动保存，随时可以退出',
  })
  expect(savedWords('saved', null, null, now).text).toBe('边填边存，随时可以退出')
  expect(savedWords('saving', at, null, now).state).toBe('saving')
  expect(savedWords('device', at, 'offline', now).text).toBe(
    '网络不好，已保存在手机，连上后自动保存，上次同步：今天 9:20',
  )
  expect(savedWords('device', null, 'signed_out', now).text).toBe('登录过期了，填的都存在手机里')
})
