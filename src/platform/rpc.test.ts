import { beforeEach, expect, it, vi } from 'vitest'

type Answer = { data: unknown; error: { code: string; message: string } | null; status: number }

const answers: Answer[] = []
const sent: [string, Record<string, unknown>][] = []
vi.mock('./supabase', () => ({
  supabase: {
    rpc: (name: string, args: Record<string, unknown>) => {
      sent.push([name, args])
      const answer = Promise.resolve(answers.shift())
      return Object.assign(answer, { abortSignal: () => answer })
    },
  },
}))
// Regaining a session is its own story: regain.test.ts.
vi.mock('./regain', () => ({ withSession: (_wish: boolean, run: () => unknown) => run() }))
const { rpc } = await import('./rpc')

const undone = (code: string): Answer => ({ data: null, error: { code, message: 'x' }, status: 500 })
const done: Answer = { data: { id: 'a' }, error: null, status: 200 }

beforeEach(() => {
  answers.length = 0
  sent.length = 0
})

it('sends again, unchanged, what Postgres undid because two met', async () => {
  answers.push(undone('40P01'), undone('40001'), done)
  const args = { p_request_id: 'one' }
  expect(await rpc('submit_application', args)).toEqual({ id: 'a' })
  expect(sent).toEqual(Array(3).fill(['submit_application', args]))
})

it('stops after three times and says so in plain words', async () => {
  answers.push(undone('40P01'), undone('40P01'), undone('40P01'), done)
  await expect(rpc('submit_application')).rejects.toMatchObject({
    code: '40P01',
    message: '有人同时改了这一件',
  })
  expect(sent).toHaveLength(3)
})

it('never repeats a refusal, nor a failure that may have decided something', async () => {
  for (const code of ['BB006', '57014', 'XX000', '']) {
    answers.push({ data: null, error: { code, message: 'x' }, status: 500 })
    await expect(rpc('submit_application')).rejects.toBeInstanceOf(Error)
  }
  expect(sent).toHaveLength(4)
})

it('does not go on for somebody who has left the page', async () => {
  answers.push(undone('40P01'), done)
  const leaving = new AbortController()
  leaving.abort()
  await expect(rpc('staff_queue', {}, leaving.signal)).rejects.toMatchObject({ code: '40P01' })
  expect(sent).toHaveLength(1)
})
