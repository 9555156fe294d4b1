import { expect, test, vi } from 'vitest'
import type { Finding } from '@/shared/contract'
import { AppError } from '@/shared/errors'
import type { Point } from './model'
import { RecordKeeper, type RecordWorld, type Unsaved } from './record-keeper'

const EMPTY: Point = { verdict: null, note: '', photos: [] }
const OFFLINE = new AppError('offline', '没有网络')

function made(save: RecordWorld['save'], kept: Unsaved | null = null) {
  let id = 0
  const shelf: { unsaved: Unsaved | null } = { unsaved: kept }
  const saved: Finding[] = []
  const world: RecordWorld = {
    save,
    saved: (finding) => saved.push(finding),
    newId: () => `id-${++id}`,
    read: () => shelf.unsaved,
    write: (unsaved) => {
      shelf.unsaved = unsaved
    },
  }
  return { keeper: new RecordKeeper(world), shelf, saved, world }
}

const finding = (key: string, point: Point): Finding => ({
  key,
  verdict: point.verdict ?? 'ok',
  note: point.note,
  photos: [],
})

test('a verdict is saved and then is the server’s', async () => {
  const { keeper, saved, shelf } = made(async (key, point) => finding(key, point))
  keeper.change('sink', EMPTY, { verdict: 'ok' })
  await keeper.send('sink')
  expect(saved).toMatchObject([{ key: 'sink', verdict: 'ok' }])
  expect(keeper.read().edits).toEqual({})
  expect(shelf.unsaved).toBeNull()
})

test('要整改 without a note waits, and is kept on the device', async () => {
  const save = vi.fn<RecordWorld['save']>()
  const { keeper, shelf } = made(save)
  keeper.change('sink', EMPTY, { verdict: 'fix' })
  await keeper.send('sink')
  expect(save).not.toHaveBeenCalled()
  expect(shelf.unsaved?.edits.sink).toMatchObject({ state: 'open' })
  // Opening is not an unsaved rest: the page says what is missing.
  expect(await keeper.sendAll()).toBe(true)
})

test('a lost answer is asked for again with the same id; other content has a new one', async () => {
  const ids: string[] = []
  let cut = true
  const { keeper } = made(async (key, point, requestId) => {
    ids.push(requestId)
    if (cut) throw OFFLINE
    return finding(key, point)
  })
  keeper.change('sink', EMPTY, { verdict: 'ok' })
  expect(await keeper.sendAll()).toBe(false)
  expect(keeper.read().edits.sink).toMatchObject({ state: 'failed', error: OFFLINE })
  cut = false
  keeper.retryCut()
  await keeper.send('sink')
  expect(ids).toEqual(['id-1', 'id-1'])
  keeper.change('sink', EMPTY, { verdict: 'unclear' })
  await keeper.send('sink')
  expect(ids.at(-1)).toBe('id-2')
})

test('what is changed while a save is under way is sent after it', async () => {
  const notes: string[] = []
  let release = () => {}
  const first = new Promise<void>((resolve) => {
    release = resolve
  })
  const { keeper } = made(async (key, point) => {
    notes.push(point.note)
    if (notes.length === 1) await first
    return finding(key, point)
  })
  keeper.change('sink', EMPTY, { verdict: 'fix', note: '没' })
  const done = keeper.send('sink')
  keeper.change('sink', EMPTY, { note: '没有热水' })
  void keeper.send('sink')
  release()
  await done
  expect(notes).toEqual(['没', '没有热水'])
  expect(keeper.read().edits).toEqual({})
})

test('a photo taken before the verdict is kept and goes with it', async () => {
  const sent: Point[] = []
  const { keeper } = made(async (key, point) => {
    sent.push(point)
    return finding(key, point)
  })
  keeper.addPhoto('sink', EMPTY, { path: 'a/1.jpg', name: '水池.jpg' })
  keeper.addPhoto('sink', EMPTY, { path: 'a/1.jpg', name: '水池.jpg' })
  expect(sent).toEqual([])
  keeper.change('sink', EMPTY, { verdict: 'ok' })
  await keeper.send('sink')
  expect(sent).toEqual([{ verdict: 'ok', note: '', photos: [{ path: 'a/1.jpg', name: '水池.jpg' }] }])
})

test('after the app was closed everything unsent is there again', async () => {
  const { shelf, world, keeper } = made(async () => {
    throw OFFLINE
  })
  keeper.change('sink', EMPTY, { verdict: 'ok' })
  keeper.close({ choice: 'rectify', note: '改好再约' })
  await keeper.send('sink')
  const again = new RecordKeeper({ ...world, save: async (key, point) => finding(key, point) })
  expect(again.read().closing).toEqual({ choice: 'rectify', note: '改好再约' })
  expect(await again.sendAll()).toBe(true)
  again.forget()
  expect(shelf.unsaved).toBeNull()
})
