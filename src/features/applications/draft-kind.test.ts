import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Adapter } from '@/platform/outbox/adapter'
import { outboxDevice, settle } from '@/platform/outbox/testing'
import { AppError } from '@/shared/errors'
import type { Answers } from '@/shared/form/answers'
import type { Changes, SaveAnswer } from './api'

type Save = (
  id: string,
  changes: Changes,
  situations: Answers | null,
  requestId: string,
) => Promise<SaveAnswer>
const server = { save: (async () => ({}) as SaveAnswer) as Save }
const told: string[] = []
vi.mock('./api', () => ({ saveDraft: (...args: Parameters<Save>) => server.save(...args) }))
vi.mock('@/platform/outbox/my-outbox', () => ({ defineKind: (adapter: unknown) => adapter }))
vi.mock('@/platform/own-data', () => ({ onForgotten: () => undefined }))
vi.mock('@/platform/errors', () => ({ offlineError: () => new AppError('offline', '网络断了') }))
vi.mock('@/shared/ui/ask', () => ({ tell: async (...words: string[]) => told.push(words.join('，')) }))
const { draftKind, draftLane } = await import('./draft-kind')
const { draftState } = await import('./draft-state')

const offline = () => new AppError('offline', '网络断了')

/** A server that keeps what it took, a device that keeps what was written, and a clock that the test moves. */
function world(device = outboxDevice(false)) {
  const answers: Answers = {}
  const seen = new Map<string, SaveAnswer>()
  const calls: { changes: Changes; situations: Answers | null; requestId: string }[] = []
  const it = { answers, calls, device, fate: null as (() => void) | null, lose: false }
  server.save = async (_id, changes, situations, requestId) => {
    calls.push({ changes, situations, requestId })
    it.fate?.()
    for (const [key, value] of seen.has(requestId) ? [] : Object.entries(changes)) {
      if (value === null) delete answers[key]
      else answers[key] = value
    }
    const answer = seen.get(requestId) ?? {
      draft_revision: seen.size + 1,
      saved_at: 'now',
      answers: { ...answers },
    }
    seen.set(requestId, answer)
    if (it.lose) {
      it.lose = false
      throw offline()
    }
    return answer
  }
  const app = device.start([draftKind as Adapter])
  const lane = draftLane('a')
  return Object.assign(it, {
    ...app,
    type: (changes: Changes, situations: Answers | null = null) =>
      app.outbox.add(draftKind, { lane, body: { application: 'a', answers: changes, situations } }),
    flush: () => app.outbox.flush(lane),
    state: () => draftState('a', app.outbox.view(), null, device.online),
  })
}
const fail = (error: AppError) => () => {
  throw error
}
beforeEach(() => told.splice(0))

describe('a draft as it is typed', () => {
  test('is on the device with every key, and goes to the server once typing pauses', async () => {
    const w = world()
    w.type({ area: '8' })
    w.type({ area: '82' })
    expect([...w.device.kept.values()].map((kept) => JSON.parse(kept).body.answers)).toEqual([{ area: '82' }])
    expect(w.state().status).toBe('saving')
    expect([w.timers(), w.calls.length]).toEqual([1, 0])
    w.tick()
    await settle()
    expect(w.calls.map((call) => call.changes)).toEqual([{ area: '82' }])
    expect(w.state().status).toBe('saved')
    expect(w.device.kept.size).toBe(0)
  })

  test('an emptied field is taken back', async () => {
    const w = world()
    w.type({ area: '82' })
    await w.flush()
    w.type({ area: null })
    expect(w.state().changes).toEqual({ area: null })
    await w.flush()
    expect(w.answers).toEqual({})
  })

  test('what is typed while a save is on its way follows it', async () => {
    const w = world()
    w.type({ area: '8' })
    w.fate = () => {
      w.fate = null
      w.type({ area: '82' })
    }
    expect(await w.flush()).toBe(true)
    expect(w.calls.map((call) => call.changes)).toEqual([{ area: '8' }, { area: '82' }])
    expect(w.answers).toEqual({ area: '82' })
  })

  test('situations travel with the answers', async () => {
    const w = world()
    w.type({}, { how_sell: 'cook' })
    w.type({ area: '82' })
    await w.flush()
    expect(w.calls[0]).toMatchObject({ changes: { area: '82' }, situations: { how_sell: 'cook' } })
  })
})

describe('without a network', () => {
  test('the same save goes out again with the same id, and newer typing after it', async () => {
    const w = world()
    w.fate = fail(offline())
    w.type({ area: '82' })
    expect(await w.flush()).toBe(false)
    expect(w.state()).toMatchObject({ status: 'device', changes: { area: '82' } })
    w.type({ staff: '5' })
    w.fate = null
    await w.flush()
    const [first, again, newer] = w.calls.map((call) => call.requestId)
    expect(again).toBe(first)
    expect(newer).not.toBe(first)
    expect(w.answers).toEqual({ area: '82', staff: '5' })
  })

  test('a killed app goes on where it stopped; an answer that was lost is not saved twice', async () => {
    const first = world()
    first.lose = true
    first.type({ area: '82' })
    await first.flush()
    first.type({ officer: '刘店长👍' })
    first.kill()
    const second = world(first.device)
    expect(second.state().changes).toEqual({ area: '82', officer: '刘店长👍' })
    await second.flush()
    expect(second.calls[0].requestId).toBe(first.calls[0].requestId)
    expect(second.answers).toEqual({ area: '82', officer: '刘店长👍' })
  })

  test('known to be without one, it waits without trying and says so', async () => {
    const w = world()
    w.device.online = false
    w.type({ area: '82' })
    expect(await w.flush()).toBe(false)
    expect(w.calls).toEqual([])
    expect(w.state()).toMatchObject({ status: 'device', problem: { code: 'offline' } })
  })
})

describe('when the server says no', () => {
  test('an ended session keeps everything and waits for the person', async () => {
    const w = world()
    w.fate = fail(new AppError('signed_out', '登录过期了'))
    w.type({ area: '82' })
    await w.flush()
    expect(w.timers()).toBe(0)
    expect(w.state().problem?.code).toBe('signed_out')
    w.fate = null
    await w.flush()
    expect(w.answers).toEqual({ area: '82' })
  })

  test('one refused field does not hold the others back, stays as typed, and goes once it is mended', async () => {
    const w = world()
    w.fate = () => {
      if ((w.calls.at(-1)?.changes.note ?? '').length > 4000)
        throw new AppError('BB015', '太长', undefined, 'note')
    }
    w.type({ note: '长'.repeat(5000), area: '82' })
    expect(await w.flush()).toBe(false)
    expect(w.answers).toEqual({ area: '82' })
    expect(w.state()).toMatchObject({ status: 'device', problem: { code: 'BB015', field: 'note' } })
    expect(w.state().changes.note).toHaveLength(5000)
    w.type({ note: '短' })
    expect(await w.flush()).toBe(true)
    expect(w.answers).toEqual({ area: '82', note: '短' })
  })

  test.each(['BB004', 'BB005'])(
    '%s: deleted or filed elsewhere, it is told and not kept for ever',
    async (code) => {
      const w = world()
      w.fate = fail(new AppError(code, '办件已经不在这一步了', '刷新看看'))
      w.type({ area: '82' })
      await w.flush()
      expect(w.device.kept.size).toBe(0)
      expect(told).toEqual(['刚才填的没存上，办件已经不在这一步了。刷新看看'])
    },
  )
})

test('after filing nothing is sent or kept', async () => {
  const w = world()
  w.type({ area: '82' })
  w.outbox.dropLane(draftLane('a'))
  w.tick()
  await settle()
  expect([w.calls.length, w.device.kept.size]).toEqual([0, 0])
})
