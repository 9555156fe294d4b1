import { describe, expect, test } from 'vitest'
import { AppError } from '@/shared/errors'
import type { Answers } from '@/shared/form/answers'
import type { Changes, SaveAnswer } from './api'
import { DraftKeeper } from './draft-keeper'
import type { Kept } from './draft-shelf'

const offline = () => new AppError('offline', '网络断了')

let ids = 0

/** A server that keeps what it took, a device that keeps what was written, and a clock that the test moves. */
function world(device: { kept: Kept | null } = { kept: null }) {
  const server = { answers: {} as Answers, revision: 0, seen: new Map<string, SaveAnswer>() }
  const calls: { changes: Changes; situations: Answers | null; requestId: string }[] = []
  const timers: { ms: number; run: () => void; on: boolean }[] = []
  let before: (() => void) | null = null
  const keeper = new DraftKeeper({
    save: async (changes, situations, requestId) => {
      calls.push({ changes, situations, requestId })
      before?.()
      const known = server.seen.get(requestId)
      if (known) return known
      for (const [key, value] of Object.entries(changes)) {
        if (value === null) delete server.answers[key]
        else server.answers[key] = value
      }
      server.revision += 1
      const answer = {
        draft_revision: server.revision,
        saved_at: '2026-03-30T01:20:00.000Z',
        answers: { ...server.answers },
      }
      server.seen.set(requestId, answer)
      return answer
    },
    read: () => device.kept,
    write: (kept) => {
      device.kept = structuredClone(kept)
      return true
    },
    clear: () => {
      device.kept = null
    },
    newRequestId: () => {
      ids += 1
      return `request-${ids}`
    },
    later: (ms, run) => {
      const timer = { ms, run, on: true }
      timers.push(timer)
      return () => {
        timer.on = false
      }
    },
  })
  const waiting = () => timers.filter((timer) => timer.on)
  return {
    keeper,
    server,
    device,
    calls,
    waiting,
    answerWith: (behaviour: (() => void) | null) => {
      before = behaviour
    },
  }
}
const fail = (error: AppError) => () => {
  throw error
}

describe('a draft as it is typed', () => {
  test('is on the device with every key, and goes to the server once typing pauses', async () => {
    const w = world()
    w.keeper.change('area', '8')
    w.keeper.change('area', '82')
    expect(w.device.kept?.pending).toEqual({ area: '82' })
    expect(w.keeper.state().status).toBe('saving')
    expect(w.waiting()).toHaveLength(1)
    expect(w.calls).toHaveLength(0)
    await w.keeper.flush()
    expect(w.calls.map((call) => call.changes)).toEqual([{ area: '82' }])
    expect(w.keeper.state()).toMatchObject({ status: 'saved', savedAt: '2026-03-30T01:20:00.000Z' })
    expect(w.device.kept).toBeNull()
  })

  test('an emptied field is taken back', async () => {
    const w = world()
    w.keeper.change('area', '82')
    await w.keeper.flush()
    w.keeper.change('area', '')
    expect(w.keeper.state().changes).toEqual({ area: null })
    await w.keeper.flush()
    expect(w.server.answers).toEqual({})
  })

  test('what is typed while a save is on its way follows it', async () => {
    const w = world()
    w.keeper.change('area', '8')
    w.answerWith(() => {
      w.answerWith(null)
      w.keeper.change('area', '82')
    })
    await w.keeper.flush()
    expect(w.calls.map((call) => call.changes)).toEqual([{ area: '8' }, { area: '82' }])
    expect(w.server.answers).toEqual({ area: '82' })
    expect(w.keeper.state().acked?.answers).toEqual({ area: '82' })
  })
})

describe('without a network', () => {
  test('the same save goes out again with the same id, and newer typing after it', async () => {
    const w = world()
    w.answerWith(fail(offline()))
    w.keeper.change('area', '82')
    await w.keeper.flush()
    expect(w.keeper.state()).toMatchObject({ status: 'device', changes: { area: '82' } })
    w.keeper.change('staff', '5')
    w.answerWith(null)
    await w.keeper.flush()
    const [first, again, newer] = w.calls.map((call) => call.requestId)
    expect(again).toBe(first)
    expect(newer).not.toBe(first)
    expect(w.server.answers).toEqual({ area: '82', staff: '5' })
    expect(w.keeper.state().status).toBe('saved')
  })

  test('a killed app goes on where it stopped', async () => {
    const device = { kept: null as Kept | null }
    const first = world(device)
    first.answerWith(fail(offline()))
    first.keeper.change('area', '82')
    await first.keeper.flush()
    first.keeper.change('officer', '刘店长👍')
    const second = world(device)
    expect(second.keeper.state().changes).toEqual({ area: '82', officer: '刘店长👍' })
    await second.keeper.flush()
    expect(second.calls[0].requestId).toBe(first.calls[0].requestId)
    expect(second.server.answers).toEqual({ area: '82', officer: '刘店长👍' })
  })

  test('an answer that was lost on the way back is not saved twice', async () => {
    const w = world()
    let lost = true
    w.keeper.change('area', '82')
    const take = w.server.seen.set.bind(w.server.seen)
    w.server.seen.set = (key, value) => {
      take(key, value)
      if (lost) {
        lost = false
        throw offline()
      }
      return w.server.seen
    }
    await w.keeper.flush()
    expect(w.keeper.state().status).toBe('device')
    await w.keeper.flush()
    expect(w.server.revision).toBe(1)
    expect(w.keeper.state().status).toBe('saved')
  })

  test('tries again by itself, ever less often', async () => {
    const w = world()
    w.answerWith(fail(offline()))
    w.keeper.change('area', '82')
    await w.keeper.flush()
    const waits = [w.waiting()[0].ms]
    await w.keeper.flush()
    waits.push(w.waiting()[0].ms)
    expect(waits[1]).toBeGreaterThan(waits[0])
  })
})

describe('when the server says no', () => {
  test('an ended session keeps everything and waits for the person', async () => {
    const w = world()
    w.answerWith(fail(new AppError('signed_out', '登录过期了')))
    w.keeper.change('area', '82')
    await w.keeper.flush()
    expect(w.waiting()).toHaveLength(0)
    expect(w.keeper.state().problem?.code).toBe('signed_out')
    w.answerWith(null)
    await w.keeper.flush()
    expect(w.server.answers).toEqual({ area: '82' })
    expect(w.keeper.state().problem).toBeNull()
  })

  test('one refused field does not hold the others back, and stays as it was typed', async () => {
    const w = world()
    w.answerWith(() => {
      if ((w.calls.at(-1)?.changes.note ?? '').length > 4000)
        throw new AppError('BB015', '内容太长了', undefined, 'note')
    })
    w.keeper.change('note', '长'.repeat(5000))
    w.keeper.change('area', '82')
    await w.keeper.flush()
    await w.keeper.flush()
    expect(w.server.answers).toEqual({ area: '82' })
    expect(w.keeper.state().changes.note).toHaveLength(5000)
    w.keeper.change('note', '短')
    await w.keeper.flush()
    expect(w.server.answers).toEqual({ area: '82', note: '短' })
  })

  test('situations travel with the answers', async () => {
    const w = world()
    w.keeper.changeSituations({ how_sell: 'cook' })
    w.keeper.change('area', '82')
    await w.keeper.flush()
    expect(w.calls[0]).toMatchObject({ changes: { area: '82' }, situations: { how_sell: 'cook' } })
    expect(w.keeper.state().situations).toEqual({})
  })
})

test('after filing nothing is sent or kept', async () => {
  const w = world()
  w.keeper.change('area', '82')
  w.keeper.close()
  await w.keeper.flush()
  expect(w.calls).toHaveLength(0)
  expect(w.device.kept).toBeNull()
})
