import { describe, expect, it, vi } from 'vitest'
import { AppError } from '@/shared/errors'
import type { Judged } from './model'
import { type KeeperWorld, VerdictKeeper } from './verdict-keeper'

const ok: Judged = { verdict: 'ok', reason: '' }
const fix: Judged = { verdict: 'fix', reason: '缺页' }

function world(more: Partial<KeeperWorld> = {}) {
  let ids = 0
  const acts: (() => void)[] = []
  const sent: [string, Judged, string][] = []
  const given: KeeperWorld = {
    save: async (row, judged, id) => {
      sent.push([row, judged, id])
    },
    onSaved: vi.fn(),
    newId: () => `id${++ids}`,
    later: (act) => {
      acts.push(act)
      return () => acts.splice(acts.indexOf(act), 1)
    },
    ...more,
  }
  return { keeper: new VerdictKeeper(given), sent, acts, given }
}

describe('verdicts on their way', () => {
  it('arrive one after another and are let go', async () => {
    const { keeper, sent, given } = world()
    keeper.set('material:a', ok)
    keeper.set('material:b', fix)
    await vi.waitFor(() => expect(keeper.read().edits.size).toBe(0))
    expect(sent.map(([row]) => row)).toEqual(['material:a', 'material:b'])
    expect(given.onSaved).toHaveBeenCalledTimes(2)
  })
  it('a second tap while the first is under way wins, and is sent after it', async () => {
    const releases: (() => void)[] = []
    const sent: Judged[] = []
    const { keeper } = world({
      save: (_row, judged) => {
        sent.push(judged)
        return new Promise((resolve) => releases.push(resolve))
      },
    })
    keeper.set('material:a', ok)
    keeper.set('material:a', fix)
    expect(sent).toEqual([ok])
    releases[0]?.()
    await vi.waitFor(() => expect(sent).toEqual([ok, fix]))
    expect(keeper.read().edits.get('material:a')).toBe(fix)
    releases[1]?.()
    await vi.waitFor(() => expect(keeper.read().edits.size).toBe(0))
  })
  it('words wait for a pause', () => {
    const { keeper, sent, acts } = world()
    keeper.set('material:a', { ...fix, reason: '缺' }, true)
    keeper.set('material:a', fix, true)
    expect(sent).toEqual([])
    expect(acts).toHaveLength(1)
  })
  it('what could not be sent stays, and is the same wish on the next try', async () => {
    let cut = true
    const ids: string[] = []
    const { keeper } = world({
      save: async (_row, _judged, id) => {
        ids.push(id)
        if (cut) throw new AppError('offline', '网络断了')
      },
    })
    keeper.set('material:a', fix)
    await vi.waitFor(() => expect(keeper.read().error?.code).toBe('offline'))
    expect(keeper.read().edits.get('material:a')).toBe(fix)
    cut = false
    await keeper.flush()
    expect(keeper.read()).toMatchObject({ error: null, saving: false })
    expect(ids).toEqual(['id1', 'id1'])
  })
  it('where the server keeps none they wait for the answer that takes them', async () => {
    const { keeper } = world({ save: null })
    keeper.set('material:a', fix)
    await keeper.flush()
    expect(keeper.read().edits.get('material:a')).toBe(fix)
    keeper.clear()
    expect(keeper.read().edits.size).toBe(0)
  })
})
