import { beforeEach, expect, it, vi } from 'vitest'

type Tell = (event: string, session: unknown) => void
const world = vi.hoisted(() => ({
  kept: new Map<string, string>(),
  tell: (() => undefined) as Tell,
  renewals: [] as ((session: unknown) => void)[],
}))
const zhang = { user: { id: 'zhang' }, access_token: 'old' }
const renewed = { ...zhang, access_token: 'new' }

vi.mock('./storage', () => ({ readKept: (key: string) => JSON.parse(world.kept.get(key) ?? 'null') }))
vi.mock('./supabase', () => ({
  supabase: {
    auth: {
      onAuthStateChange: (tell: Tell) => {
        world.tell = tell
      },
      // As auth-js: a token that ran out is renewed first, for as long as it takes.
      getSession: () =>
        new Promise((resolve) => world.renewals.push((session) => resolve({ data: { session } }))),
    },
  },
}))

let session: typeof import('./session')
const answerAll = async (token: unknown) => {
  while (world.renewals.length > 0) {
    for (const answer of world.renewals.splice(0)) answer(token)
    await vi.advanceTimersByTimeAsync(0)
  }
}

beforeEach(async () => {
  vi.useFakeTimers()
  vi.resetModules()
  world.renewals.length = 0
  world.kept.clear()
  world.kept.set('bb.session', JSON.stringify(zhang))
  world.kept.set('bb.signed-in', JSON.stringify({ user: 'zhang', way: 'wechat' }))
  session = await import('./session')
})

it('a token that cannot be renewed for want of a network signs nobody out', async () => {
  const started = session.startSession(async () => true)
  world.tell('INITIAL_SESSION', null)
  await answerAll(null)
  await started
  expect([session.shownUser(), session.lostUser()]).toEqual(['zhang', null])
})

it('the same where nobody is signed in silently, whoever tells of it first', async () => {
  const started = session.startSession(null)
  await answerAll(null)
  world.tell('INITIAL_SESSION', null)
  await started
  expect(session.shownUser()).toBe('zhang')
})

it('nobody looks at an empty screen for as long as a silent server is asked', async () => {
  void session.startSession(null)
  expect(session.shownUser()).toBeNull()
  await vi.advanceTimersByTimeAsync(3000)
  expect(session.shownUser()).toBe('zhang')
  world.tell('TOKEN_REFRESHED', renewed)
  await answerAll(renewed)
  expect([session.shownUser(), session.lostUser()]).toEqual(['zhang', null])
})

it('a session that the server knows no more is to be regained, not shown as held', async () => {
  const started = session.startSession(null)
  await vi.advanceTimersByTimeAsync(3000)
  world.kept.delete('bb.session')
  world.tell('SIGNED_OUT', null)
  await answerAll(null)
  await started
  expect(session.lostUser()).toBe('zhang')
})

it('without a kept session nobody is signed in', async () => {
  world.kept.clear()
  const started = session.startSession(null)
  world.tell('INITIAL_SESSION', null)
  await answerAll(null)
  await started
  await vi.advanceTimersByTimeAsync(3000)
  expect(session.shownUser()).toBeNull()
})
