import { expect, test } from 'vitest'
import { askingAsCaller } from './caller-client.ts'
import { createServiceClient } from './service-client.ts'

/** A Supabase that takes the request and never answers. */
const silent = ((_: string, init: RequestInit) =>
  new Promise((_resolve, reject) => {
    init.signal?.addEventListener('abort', () => reject(init.signal?.reason))
  })) as typeof fetch

test('a Supabase that does not answer is not waited for', async () => {
  const service = createServiceClient({ url: 'http://api', serviceKey: 'sb_secret_x' }, silent, 5)
  await expect(service.rpc('service_hit_limit', {})).rejects.toThrow('timeout')
  await expect(service.getUser('id')).rejects.toThrow('timeout')
  const ask = askingAsCaller({ url: 'http://api', publishableKey: 'sb_publishable_x' }, silent, 5)
  await expect(ask('Bearer x', 'get_me', {})).rejects.toThrow('timeout')
})
