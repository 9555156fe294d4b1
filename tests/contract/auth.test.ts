import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Stack } from '../../supabase/local/stack'
import { testClient } from '../support/stack'
import { claimsOf, signUp, startFixtureStack } from './fixture-stack'

let stack: Stack
const admin = () => testClient(stack, { key: stack.secretKey }).auth.admin

beforeAll(async () => {
  stack = await startFixtureStack()
})
afterAll(() => stack?.stop())

/** Makes a person and signs them in by a one-time link, as the sign-in functions do. */
async function signInByLink(email: string) {
  const link = await admin().generateLink({ type: 'magiclink', email })
  const client = testClient(stack)
  const tokenHash = link.data.properties?.hashed_token ?? ''
  const verified = await client.auth.verifyOtp({ token_hash: tokenHash, type: 'magiclink' })
  return { client, tokenHash, verified }
}

describe('the admin API', () => {
  test('creates, reads, changes, lists and deletes a person', async () => {
    const made = await admin().createUser({
      email: 'Li@Example.test',
      email_confirm: true,
      app_metadata: { provider: 'wechat' },
      user_metadata: { nickname: '李专员' },
    })
    const id = made.data.user?.id ?? ''
    expect(made.data.user).toMatchObject({
      email: 'li@example.test',
      app_metadata: { provider: 'wechat' },
      user_metadata: { nickname: '李专员' },
    })
    const [profile] = await stack.sql`select nickname from public.profiles where id = ${id}`
    expect(profile).toEqual({ nickname: '李专员' })

    const changed = await admin().updateUserById(id, {
      app_metadata: { unit: 'hall' },
      user_metadata: { nickname: null, title: '专员' },
    })
    expect(changed.data.user).toMatchObject({
      app_metadata: { provider: 'wechat', unit: 'hall' },
      user_metadata: { title: '专员' },
    })
    expect((await admin().getUserById(id)).data.user?.user_metadata).toEqual({ title: '专员' })

    const page = await admin().listUsers({ page: 1, perPage: 1 })
    expect(page.data.users).toHaveLength(1)
    expect(page.data).toMatchObject({ total: expect.any(Number), lastPage: expect.any(Number) })

    expect((await admin().deleteUser(id)).error).toBeNull()
    expect((await admin().getUserById(id)).error?.status).toBe(404)
    expect(await stack.sql`select from public.profiles where id = ${id}`).toHaveLength(0)
  })

  test('metadata is stored as objects, not as text', async () => {
    const { data } = await admin().createUser({
      email: 'json@example.test',
      user_metadata: { nickname: 'a' },
    })
    const person = await signUp(stack, { nickname: 'b' })
    const kinds = await stack.sql`
      select distinct jsonb_typeof(raw_user_meta_data) as meta, jsonb_typeof(raw_app_meta_data) as app
      from auth.users where id in ${stack.sql([data.user?.id ?? '', person.user.id])}`
    expect(kinds).toEqual([{ meta: 'object', app: 'object' }])
    const identities =
      await stack.sql`select distinct jsonb_typeof(identity_data) as kind from auth.identities`
    expect(identities).toEqual([{ kind: 'object' }])
  })

  test('refuses a second person of one address, an unknown id, and a person whose trigger refuses', async () => {
    await admin().createUser({ email: 'twice@example.test' })
    const twice = await admin().createUser({ email: 'TWICE@example.test' })
    expect(twice.error).toMatchObject({ status: 422, code: 'email_exists' })
    const together = await Promise.all(
      [1, 2, 3].map(() => admin().createUser({ email: 'race@example.test' })),
    )
    expect(together.filter((one) => !one.error)).toHaveLength(1)
    const nobody = await admin().getUserById('00000000-0000-4000-8000-000000000000')
    expect(nobody.error).toMatchObject({ status: 404, code: 'user_not_found' })
    const refused = await admin().createUser({
      email: 'no@example.test',
      user_metadata: { nickname: 'refused' },
    })
    expect(refused.error?.status).toBe(500)
    expect(await stack.sql`select from auth.users where email = 'no@example.test'`).toHaveLength(0)
  })

  test('is closed to everybody but a server', async () => {
    const person = await signUp(stack)
    expect((await person.client.auth.admin.listUsers()).error?.status).toBe(403)
    expect((await testClient(stack).auth.admin.createUser({ email: 'x@example.test' })).error?.status).toBe(
      403,
    )
  })
})

describe('one-time links', () => {
  test('a link makes a real session, once', async () => {
    await admin().createUser({ email: 'link@example.test', email_confirm: true })
    const { client, tokenHash, verified } = await signInByLink('link@example.test')
    expect(verified.error).toBeNull()
    expect((await client.auth.getUser()).data.user?.email).toBe('link@example.test')
    const refreshed = await client.auth.refreshSession()
    expect(refreshed.data.session?.access_token).toBeTruthy()
    const again = await testClient(stack).auth.verifyOtp({ token_hash: tokenHash, type: 'magiclink' })
    expect(again.error).not.toBeNull()
  })

  test('a recovery link for nobody is refused, a magic link makes the account as hosted does', async () => {
    const recovery = await admin().generateLink({ type: 'recovery', email: 'nobody@example.test' })
    expect(recovery.error).toMatchObject({ status: 404, code: 'user_not_found' })
    expect((await signInByLink('newcomer@example.test')).verified.data.user?.email).toBe(
      'newcomer@example.test',
    )
  })
})

describe('access tokens', () => {
  test('carry what policies and clients read, also after a refresh', async () => {
    await admin().createUser({
      email: 'claims@example.test',
      email_confirm: true,
      app_metadata: { provider: 'wechat' },
      user_metadata: { nickname: '周' },
    })
    const { client, verified } = await signInByLink('claims@example.test')
    const expected = {
      role: 'authenticated',
      aud: 'authenticated',
      email: 'claims@example.test',
      app_metadata: { provider: 'wechat' },
      user_metadata: { nickname: '周' },
      aal: 'aal1',
      amr: [{ method: 'otp', timestamp: expect.any(Number) }],
      is_anonymous: false,
      session_id: expect.any(String),
    }
    expect(claimsOf(verified.data.session?.access_token ?? '')).toMatchObject(expected)
    const { data } = await client.auth.refreshSession()
    expect(claimsOf(data.session?.access_token ?? '')).toMatchObject({
      ...expected,
      amr: [{ method: 'token_refresh', timestamp: expect.any(Number) }],
    })
    expect((await client.rpc('who')).data.jwt).toMatchObject({ app_metadata: { provider: 'wechat' } })
  })

  test('password, sign-out and a used refresh token', async () => {
    const { client, user } = await signUp(stack)
    const wrong = await testClient(stack).auth.signInWithPassword({ email: user.email ?? '', password: 'no' })
    expect(wrong.error).toMatchObject({ status: 400, code: 'invalid_credentials' })
    const { data: session } = await client.auth.getSession()
    const token = session.session?.refresh_token ?? ''
    expect((await client.auth.signOut()).error).toBeNull()
    expect((await testClient(stack).auth.refreshSession({ refresh_token: token })).error).not.toBeNull()
  })
})
