import { beforeEach, expect, test, vi } from 'vitest'
import { AppError } from '@/shared/errors'
import type { Interrupt } from '@/shared/interrupt'
import { CONSENT_VERSION } from '@/shared/privacy-uses'

type Tell = (event: string, session: unknown) => void
type Renewal = { data: { session: unknown }; error: { name: string; status?: number } | null }

const sessionOf = (user: string) => ({ user: { id: user }, access_token: 't' })
const refused: Renewal = { data: { session: null }, error: { name: 'AuthApiError', status: 400 } }
const unheard: Renewal = { data: { session: null }, error: { name: 'AuthRetryableFetchError', status: 0 } }

/** A phone, WeChat and our server, as far as signing in sees them. */
const world = vi.hoisted(() => ({
  kept: new Map<string, string>(),
  codes: 0,
  asked: [] as { name: string; body: Record<string, unknown> }[],
  refusals: [] as (AppError | null)[],
  signsInAs: 'zhang',
  renewal: null as Renewal | null,
  tell: (() => undefined) as Tell,
  went: [] as string[],
  question: null as Interrupt | null,
}))

vi.mock('./storage', () => ({
  deviceStorage: { getItem: (key: string) => world.kept.get(key) ?? null },
  readKept: (key: string) => JSON.parse(world.kept.get(key) ?? 'null'),
  keep: (key: string, value: unknown) => Boolean(world.kept.set(key, JSON.stringify(value))),
  forget: (key: string) => world.kept.delete(key),
}))
const forgetOwnData = vi.hoisted(() => vi.fn(async () => undefined))
vi.mock('./own-data', () => ({ forgetOwnData }))
vi.mock('./wechat-code', () => ({ wechatCode: async () => `code-${++world.codes}` }))
vi.mock('./open-function', () => ({
  callOpenFunction: async (name: string, body: Record<string, unknown>) => {
    world.asked.push({ name, body })
    const refusal = world.refusals.shift()
    if (refusal) throw refusal
    return { token_hash: 'h' }
  },
}))
vi.mock('@/shared/go', () => ({ go: (url: string) => void world.went.push(url) }))
vi.mock('@/shared/interrupt', async (load) => ({
  ...(await load<typeof import('@/shared/interrupt')>()),
  interrupt: (question: Interrupt) => {
    world.question = question
    return () => undefined
  },
}))
vi.mock('./supabase', () => {
  const signIn = () => {
    const session = sessionOf(world.signsInAs)
    world.kept.set('bb.session', JSON.stringify(session))
    world.tell('SIGNED_IN', session)
    return { data: { session, user: session.user }, error: null }
  }
  return {
    supabase: {
      auth: {
        onAuthStateChange: (tell: Tell) => {
          world.tell = tell
        },
        getSession: async () => ({ data: { session: JSON.parse(world.kept.get('bb.session') ?? 'null') } }),
        verifyOtp: async () => signIn(),
        refreshSession: async () => {
          if (world.renewal) return world.renewal
          return signIn()
        },
        signOut: async () => {
          world.kept.delete('bb.session')
          world.tell('SIGNED_OUT', null)
          return { error: null }
        },
      },
    },
  }
})

const signIn = await import('./sign-in')
const { signInClosed, withSession } = await import('./regain')
const session = await import('./session')

const consent = () => world.kept.set('bb.consent', JSON.stringify({ version: CONSENT_VERSION, at: 'x' }))
const end = () => {
  world.kept.delete('bb.session')
  world.tell('SIGNED_OUT', null)
}
const answer = (yes: boolean) => world.question?.onAnswer(yes)
// The first call is refused, as the next ones while nobody is signed in.
const calls: string[] = []
const send = (id: string) => async () => {
  calls.push(id)
  if (session.lostUser() || calls.length === 1) throw new AppError('signed_out', '登录过期了')
  return 'done'
}

beforeEach(() => {
  const fresh = { codes: 0, asked: [], refusals: [], signsInAs: 'zhang', went: [] }
  Object.assign(world, fresh, { renewal: null, question: null })
  forgetOwnData.mockClear()
  calls.length = 0
  world.kept.clear()
  session.endSession()
})

test('nobody is signed in silently who did not agree to this text, never signed in, or left', async () => {
  expect(await signIn.signInSilently()).toBe(false)
  consent()
  expect(await signIn.signInSilently()).toBe(false)
  await signIn.signInWithWechat()
  end()
  world.kept.set('bb.consent', JSON.stringify({ version: '2020-01-01', at: 'x' }))
  expect(await signIn.signInSilently()).toBe(false)
  consent()
  await signIn.signOut()
  expect(await signIn.signInSilently()).toBe(false)
  expect(world.asked).toHaveLength(1)
})

test('a silent sign-in asks for a known account only; where there is none it is the last', async () => {
  await signIn.signInWithWechat()
  end()
  world.refusals.push(new AppError('WECHAT_UNKNOWN', '没有这个账号'))
  expect(await signIn.signInSilently()).toBe(false)
  expect(world.asked[1]).toEqual({ name: 'wechat-login', body: { code: 'code-2', known_only: true } })
  expect(await signIn.signInSilently()).toBe(false)
  expect(world.asked).toHaveLength(2)
})

test('a tap and a silent sign-in at once use one code', async () => {
  await signIn.signInWithWechat()
  end()
  await Promise.all([signIn.signInSilently(), signIn.signInWithWechat(), signIn.signInSilently()])
  expect(world.asked).toHaveLength(2)
  expect(world.codes).toBe(2)
})

test('a code that WeChat takes no more is asked anew once', async () => {
  const used = () => new AppError('WECHAT_CODE_USED', '登录已过期，请再点一次登录')
  world.refusals.push(used())
  await signIn.signInWithWechat()
  expect(world.asked.map(({ body }) => body.code)).toEqual(['code-1', 'code-2'])
  await signIn.signOut()
  world.refusals.push(used(), used())
  await expect(signIn.signInWithWechat()).rejects.toThrow('登录已过期')
  expect(world.codes).toBe(4)
})

test('a number leaves the device only with a tap that agrees', async () => {
  await signIn.sendSignInCode('19900000001')
  expect(JSON.parse(world.kept.get('bb.consent') ?? '{}')).toMatchObject({ version: CONSENT_VERSION })
  expect(world.asked[0]?.body).toEqual({ action: 'send', phone: '19900000001' })
})

test('another person on the same phone finds nothing of the one before', async () => {
  await signIn.signInWithWechat()
  end()
  await signIn.signInWithWechat()
  expect(forgetOwnData).not.toHaveBeenCalled()
  end()
  world.signsInAs = 'liu'
  await signIn.signInWithWechat()
  expect(forgetOwnData).toHaveBeenCalledTimes(1)
})

test('a token that was refused is renewed, and the same request goes once more', async () => {
  await signIn.signInWithWechat()
  expect(await withSession(true, send('one'))).toBe('done')
  expect(calls).toEqual(['one', 'one'])
  expect(world.asked).toHaveLength(1)
})

test('where it cannot be renewed WeChat signs in silently, once for all that wait', async () => {
  await signIn.signInWithWechat()
  world.renewal = refused
  end()
  calls.push('earlier')
  const both = [send('one'), send('two')].map((each) => withSession(true, each))
  expect(await Promise.all(both)).toEqual(['done', 'done'])
  expect(world.asked).toHaveLength(2)
  expect(world.question).toBeNull()
})

test('without a network the session is not lost, and nobody is asked to sign in', async () => {
  await signIn.signInWithWechat()
  world.renewal = unheard
  await expect(withSession(true, send('one'))).rejects.toMatchObject({ code: 'offline' })
  expect(session.lostUser()).toBeNull()
  expect(world.question).toBeNull()
})

test('in a browser the person is asked, signs in over the page, and the request goes on', async () => {
  await signIn.signInAsDemo('zhang')
  world.renewal = refused
  end()
  expect(session.lostUser()).toBe('zhang')
  const waiting = withSession(true, send('one'))
  await vi.waitFor(() => expect(world.question?.kind).toBe('signed-out'))
  answer(true)
  expect(world.went).toEqual(['/pages/sign-in/index'])
  await signIn.signInAsDemo('zhang')
  signInClosed()
  calls.push('signed in')
  expect(await waiting).toBe('done')
  expect(calls).toEqual(['signed in', 'one'])
})

test('what nobody waits for does not interrupt', async () => {
  await signIn.signInAsDemo('zhang')
  end()
  await expect(withSession(false, send('one'))).rejects.toMatchObject({ code: 'signed_out' })
  expect(world.question).toBeNull()
  expect(calls).toEqual([])
})

test('somebody else who signs in instead sends nothing of the one before', async () => {
  await signIn.signInAsDemo('zhang')
  end()
  const waiting = withSession(true, send('one'))
  await vi.waitFor(() => expect(world.question).not.toBeNull())
  answer(true)
  world.signsInAs = 'liu'
  await signIn.signInAsDemo('liu')
  signInClosed()
  await expect(waiting).rejects.toMatchObject({ code: 'signed_out' })
  expect(calls).toEqual([])
})

test('who would rather not sign in keeps the page, and is told at the request', async () => {
  await signIn.signInAsDemo('zhang')
  end()
  const waiting = withSession(true, send('one'))
  await vi.waitFor(() => expect(world.question).not.toBeNull())
  answer(false)
  await expect(waiting).rejects.toMatchObject({ code: 'signed_out' })
  expect(session.shownUser()).toBe('zhang')
})

test('what waited hears when the same person is back, and only then', async () => {
  const heard = vi.fn()
  const stop = session.onSessionRegained(heard)
  await signIn.signInAsDemo('zhang')
  end()
  expect(heard).not.toHaveBeenCalled()
  await signIn.signInAsDemo('zhang')
  expect(heard).toHaveBeenCalledTimes(1)
  stop()
})

test('a sign-out in another tab is a sign-out here, not a lost session', async () => {
  await signIn.signInAsDemo('zhang')
  world.kept.delete('bb.signed-in')
  end()
  expect([session.lostUser(), session.shownUser()]).toEqual([null, null])
})
