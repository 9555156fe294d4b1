import { expect, test } from 'vitest'
import { makeAccount, sessionToken } from './accounts.ts'
import type { ServiceClient } from './service-client.ts'

function world() {
  const made: Parameters<ServiceClient['createUser']>[0][] = []
  const users = new Map<string, string>()
  const service: ServiceClient = {
    rpc: async () => null as never,
    async createUser(user) {
      made.push(user)
      const id = `user-${made.length}`
      users.set(id, user.email)
      return { id, email: user.email }
    },
    getUser: async (id) => ({ id, email: users.get(id) ?? '' }),
    async deleteUser(id) {
      users.delete(id)
    },
    tokenHash: async (type, email) => `${type} for ${email}`,
  }
  return { service, made, users }
}
const account = (link: (userId: string) => Promise<string | null>) => ({
  provider: 'phone' as const,
  name: '手机用户',
  newId: () => 'new',
  link,
})

test('a new account has an address that cannot exist, a first name, and says how it came', async () => {
  const { service, made } = world()
  const id = await makeAccount(
    service,
    account(async (userId) => userId),
  )
  expect(made).toEqual([
    {
      email: 'phone-new@phone.invalid',
      app_metadata: { provider: 'phone', providers: ['phone'] },
      user_metadata: { name: '手机用户' },
    },
  ])
  expect(await sessionToken(service, id)).toBe('magiclink for phone-new@phone.invalid')
})

test('somebody else was linked meanwhile, or linking fails: no account is left behind', async () => {
  const { service, users } = world()
  expect(
    await makeAccount(
      service,
      account(async () => 'first'),
    ),
  ).toBe('first')
  await expect(
    makeAccount(
      service,
      account(async () => null),
    ),
  ).rejects.toThrow('linked to nobody')
  await expect(
    makeAccount(
      service,
      account(() => Promise.reject(new Error('down'))),
    ),
  ).rejects.toThrow('down')
  expect(users.size).toBe(0)
})
