import { beforeEach, describe, expect, test, vi } from 'vitest'
import { AppError } from '@/shared/errors'
import type { PickedFile } from './media'
import type { Adapter } from './outbox/adapter'
import { outboxDevice, settle } from './outbox/testing'
import type { UploadWish } from './upload'

/** A Storage whose uploads the test ends by hand, and a server that looks into files. */
const world = {
  running: [] as { wish: UploadWish; ok: () => void; fail: (code: string) => void }[],
  kept: new Map<string, PickedFile>(),
  check: async (_path: string): Promise<void> => undefined,
  told: [] as string[],
}
const cancelled = () => new AppError('cancelled', '已取消上传')
vi.mock('./kept-files', () => ({
  keepFile: async (id: string, file: PickedFile) => {
    world.kept.set(id, file)
    return { file, kept: true }
  },
  readKeptFile: async (id: string) => world.kept.get(id) ?? null,
  forgetKeptFile: async (id: string) => void world.kept.delete(id),
}))
vi.mock('./upload', () => ({
  startUpload: (wish: UploadWish) => {
    let [ok, fail] = [() => {}, (_code: string) => {}]
    const done = new Promise<void>((resolve, reject) => {
      ok = resolve
      fail = (code) => reject(code === 'cancelled' ? cancelled() : new AppError(code, '没传上'))
    })
    world.running.push({ wish, ok, fail })
    return { done, cancel: () => fail('cancelled') }
  },
}))
vi.mock('./check-file', () => ({ checkFile: (_bucket: string, path: string) => world.check(path) }))
vi.mock('./upload-request', () => ({ cancelledError: cancelled }))
vi.mock('./outbox/my-outbox', () => ({ defineKind: (adapter: unknown) => adapter }))
vi.mock('@/shared/online', () => ({}))
vi.mock('@/shared/ui/ask', () => ({ tell: async (...words: string[]) => world.told.push(words.join('，')) }))
const { addFile, defineUploads, tasksIn } = await import('./uploads')
type SentFile = import('./uploads').SentFile

const photo = (name: string): PickedFile => ({ name, size: 1000, kind: 'jpg', path: `tmp/${name}` })

/** The files of one draft on one device. */
function draft(
  attach: (sent: SentFile) => Promise<string> = async () => 'there',
  device = outboxDevice(false),
) {
  const attached: SentFile[] = []
  const undone: string[] = []
  const files = defineUploads<string, string>({
    kind: 'file.test',
    bucket: 'materials',
    nameOf: (id) => id,
    pathFor: (id, file, task) => `e/${id}/${task}.${file.kind}`,
    attach: (_id, sent) => {
      attached.push(sent)
      return attach(sent)
    },
    takeBack: async (_id, answer) => void undone.push(answer),
    tooLate: ['BB004'],
  })
  const app = device.start([files.adapter as unknown as Adapter])
  return {
    ...app,
    device,
    attached,
    undone,
    add: async (...names: string[]) => {
      for (const name of names) await addFile(app.outbox, files, 'a', 'layout', photo(name), null)
      await settle()
    },
    tasks: () => tasksIn(files, 'a', app.outbox.view(), device.online),
  }
}
beforeEach(() => {
  world.running.length = 0
  world.told.length = 0
  world.kept.clear()
  world.check = async () => undefined
})

describe('files on their way up', () => {
  test('each shows its own progress and goes when it is attached; three at a time, the fourth waits', async () => {
    const { add, tasks, attached } = draft()
    await add('a', 'b', 'c', 'd')
    expect(world.running).toHaveLength(3)
    expect(tasks().map((task) => task.state)).toEqual(['sending', 'sending', 'sending', 'waiting'])
    world.running[0].wish.onProgress?.(62)
    expect(tasks()[0]).toMatchObject({ slot: 'layout', percent: 62 })
    for (const at of [0, 1, 2, 3]) {
      world.running[at].ok()
      await settle()
    }
    expect(tasks()).toEqual([])
    expect(attached.map((sent) => sent.name)).toEqual(['a', 'b', 'c', 'd'])
    expect(world.kept.size).toBe(0)
  })

  test('a failed one keeps its file; retry sends it under the same name, once more only if it had not arrived', async () => {
    const { add, tasks, outbox, attached } = draft()
    await add('a')
    world.running[0].fail('offline')
    await settle()
    expect(tasks()[0]).toMatchObject({ state: 'failed', error: { code: 'offline' }, file: { name: 'a' } })
    outbox.retry(tasks()[0].id)
    await settle()
    expect(world.running[1].wish.path).toBe(world.running[0].wish.path)
    world.running[1].fail('upload_exists')
    await settle()
    expect([tasks().length, attached.length]).toEqual([0, 1])
  })

  test('when only attaching failed, the bytes are not sent again and the wish is the same, also after a kill', async () => {
    let broken = true
    const attach = async () => {
      if (broken) throw new AppError('offline', '网络断了')
      return 'there'
    }
    const first = draft(attach)
    await first.add('a')
    world.running[0].ok()
    await settle()
    expect(first.tasks()[0].state).toBe('failed')
    broken = false
    first.kill()
    const second = draft(attach, first.device)
    second.outbox.wake()
    await settle()
    expect(world.running).toHaveLength(1)
    expect(second.attached[0].requestId).toBe(first.attached[0].requestId)
    expect(second.device.kept.size + world.kept.size).toBe(0)
  })

  test('a file that the server refuses keeps the rest going and is not sent again by itself', async () => {
    const { add, tasks, attached } = draft()
    world.check = async (path) => {
      if (path === world.running[0].wish.path)
        throw new AppError('BB013', '其实是网页', undefined, 'file', { reason: 'wrong_type' })
    }
    await add('a', 'b')
    for (const each of world.running) each.ok()
    await settle()
    expect(tasks().map((task) => [task.file.name, task.state, task.error?.detail.reason])).toEqual([
      ['a', 'failed', 'wrong_type'],
    ])
    expect(attached.map((sent) => sent.name)).toEqual(['b'])
  })

  test('an object that Storage has forgotten meanwhile is sent again', async () => {
    const { add, tick, attached } = draft()
    world.check = async () => {
      world.check = async () => undefined
      throw new AppError('BB013', '没有收到这个文件', undefined, 'file', { reason: 'missing' })
    }
    await add('a')
    world.running[0].ok()
    await settle()
    tick()
    await settle()
    expect(world.running[1].wish.path).toBe(world.running[0].wish.path)
    world.running[1].ok()
    await settle()
    expect(attached).toHaveLength(1)
  })

  test('a file that the device has lost says so', async () => {
    const { add, tasks, outbox } = draft()
    await add('a')
    world.running[0].fail('offline')
    await settle()
    world.kept.clear()
    outbox.retry(tasks()[0].id)
    await settle()
    expect(tasks()[0]).toMatchObject({ state: 'failed', error: { code: 'file_lost' } })
  })

  test('the draft was deleted meanwhile: told, and not kept for ever', async () => {
    const { add, tasks } = draft(async () => {
      throw new AppError('BB004', '没有找到这项内容')
    })
    await add('布局图.jpg')
    world.running[0].ok()
    await settle()
    expect([tasks().length, world.kept.size]).toEqual([0, 0])
    expect(world.told).toEqual(['「布局图.jpg」没传上，没有找到这项内容'])
  })
})

describe('given up', () => {
  test('while it goes up: stopped, and the next one has its place', async () => {
    const { add, tasks, outbox, attached } = draft()
    await add('a', 'b', 'c', 'd')
    outbox.discard(tasks()[0].id)
    await settle()
    expect(tasks().map((task) => task.file.name)).toEqual(['b', 'c', 'd'])
    expect([world.running.length, attached.length]).toEqual([4, 0])
    for (const { id } of tasks()) outbox.discard(id)
    await settle()
    expect(world.kept.size).toBe(0)
  })

  test('while the server looks: not attached', async () => {
    let answer = () => {}
    world.check = () =>
      new Promise((resolve) => {
        answer = resolve
      })
    const { add, tasks, outbox, attached } = draft()
    await add('a')
    world.running[0].ok()
    await settle()
    outbox.discard(tasks()[0].id)
    answer()
    await settle()
    expect([tasks().length, attached.length]).toEqual([0, 0])
  })

  test('while it is attached, or after an answer that was lost: taken back', async () => {
    let lost = true
    const { add, tasks, outbox, undone, attached } = draft(async () => {
      if (lost) throw new AppError('offline', '网络断了')
      return 'file-1'
    })
    await add('a')
    world.running[0].ok()
    await settle()
    lost = false
    outbox.discard(tasks()[0].id)
    expect(tasks()).toEqual([])
    await settle()
    expect(undone).toEqual(['file-1'])
    expect(new Set(attached.map((sent) => sent.requestId)).size).toBe(1)
  })
})
