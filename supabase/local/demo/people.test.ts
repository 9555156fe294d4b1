import { describe, expect, it } from 'vitest'
import { DEMO_PEOPLE as SHOWN } from '@/features/session/model'
import { DEMO_PEOPLE } from './people'

describe('demo people', () => {
  it('are the ones that the sign-in page lists, in its order', () => {
    expect(SHOWN.map((one) => [one.handle, one.name, one.side])).toEqual(
      DEMO_PEOPLE.map((one) => [one.handle, one.name, one.staff ? 'staff' : 'business']),
    )
  })
})
