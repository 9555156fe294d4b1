import { expect, test } from 'vitest'
import { clientAddress } from './client-address.ts'

const from = (headers: Record<string, string>) => new Request('http://localhost/', { headers })

test('the header of the proxy counts, not what the caller wrote beside it', () => {
  const request = from({ 'cf-connecting-ip': '203.0.113.7', 'x-forwarded-for': '198.51.100.1, 203.0.113.8' })
  expect(clientAddress(request)).toBe('203.0.113.7')
  expect(clientAddress(request, 'x-forwarded-for')).toBe('203.0.113.8')
})

test('no such header is no address', () => {
  expect(clientAddress(from({ 'x-forwarded-for': '198.51.100.1' }))).toBeNull()
  expect(clientAddress(from({ 'cf-connecting-ip': ' ' }))).toBeNull()
})
