import { expect, test, vi } from 'vitest'
import type { Me } from './contract'

vi.mock('@tarojs/taro', () => ({ default: {} }))
const { faceOf, hasBothFaces } = await import('./face')

const staff = { roles: ['officer'] } as Me['staff']
const shop = [{ id: 'e' }] as Me['enterprises']

test('who is both chooses; who is one has no choice, whatever was chosen on this device', () => {
  const both = { staff, enterprises: shop }
  expect([faceOf(both, ''), faceOf(both, 'owner'), faceOf(both, 'staff')]).toEqual([
    'staff',
    'owner',
    'staff',
  ])
  expect(faceOf({ staff, enterprises: [] }, 'owner')).toBe('staff')
  expect(faceOf({ staff: null, enterprises: shop }, 'staff')).toBe('owner')
  expect(faceOf({ staff: { ...staff, roles: [] } as Me['staff'], enterprises: shop }, 'staff')).toBe('owner')
  expect(faceOf(null, 'staff')).toBe('owner')
  expect([hasBothFaces(both), hasBothFaces({ staff: null, enterprises: shop })]).toEqual([true, false])
})
