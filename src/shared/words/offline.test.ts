import { expect, it } from 'vitest'
import { connectionError } from '@/platform/errors'
import { lineWords } from './offline'

it('says of each line what the error itself says', () => {
  expect(lineWords(connectionError('Failed to fetch'))).toBe('网络断了')
  expect(lineWords(connectionError('captive portal'))).toBe('这个网络要先登录才能上网')
  expect(lineWords(connectionError('timed out'))).toBe('网络太慢')
  expect(lineWords(null)).toBe('网络断了')
})
