import { describe, expect, it, vi } from 'vitest'

// What a Taro build defines; all off, since nothing of its DOM is asked for here.
for (const name of [
  'INNER_HTML',
  'ADJACENT_HTML',
  'SIZE_APIS',
  'TEMPLATE_CONTENT',
  'CLONE_NODE',
  'CONTAINS',
]) {
  vi.stubGlobal(`ENABLE_${name}`, false)
}
vi.stubGlobal('ENABLE_MUTATION_OBSERVER', false)
const { URL, URLSearchParams } = await import('./url.weapp')

describe('URL of the mini-program', () => {
  it('takes a socket address, as Realtime makes it', () => {
    const url = new URL('wss://api.example:8443/realtime/v1/websocket?vsn=1.0.0')
    expect(url.protocol).toBe('wss:')
    expect(url.host).toBe('api.example:8443')
    expect(url.toString()).toBe('wss://api.example:8443/realtime/v1/websocket?vsn=1.0.0')
  })

  it('resolves a path below a base, as supabase-js makes its addresses', () => {
    expect(new URL('rest/v1', 'https://gov.example/supabase/').toString()).toBe(
      'https://gov.example/supabase/rest/v1',
    )
    expect(new URL('rest/v1', new URL('https://gov.example')).toString()).toBe('https://gov.example/rest/v1')
    expect(new URL('/auth/v1', 'https://gov.example/supabase/').toString()).toBe(
      'https://gov.example/auth/v1',
    )
  })

  it('carries query parameters in Chinese', () => {
    const url = new URL('https://api.example/rest/v1/items')
    url.searchParams.append('name', 'eq.食品经营许可')
    expect(new URL(url.toString()).searchParams.get('name')).toBe('eq.食品经营许可')
    expect(new URLSearchParams('a=1').get('a')).toBe('1')
  })

  it('leaves an absolute address alone whatever the base', () => {
    expect(new URL('https://other.example/x', 'https://gov.example/').toString()).toBe(
      'https://other.example/x',
    )
  })
})
