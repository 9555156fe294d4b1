import { describe, expect, test } from 'vitest'
import { AppError } from '@/shared/errors'
import type { PickedFile } from './media'
import type { UploadWish } from './upload'
import { type KeptTask, type SentFile, UploadQueue } from './upload-queue'

const photo = (name: string): PickedFile => ({ name, size: 1000, kind: 'jpg', path: `tmp/${name}` })
const settled = () => new Promise<void>((resolve) => setImmediate(resolve))

/** What the device keeps while the app is closed. */
const newDevice = () => ({ tasks: [] as KeptTask[], files: new Map<string, PickedFile>() })

/** A Storage whose uploads the test ends by hand. */
function storage(
  attach: (sent: SentFile) => Promise<void> = async () => undefined,
  device = newDevice(),
  check: (path: string) => Promise<void> = async () => undefined,
) {
  const running: { wish: UploadWish; ok: () => void; fail: (code: string) => void }[] = []
  const attached: SentFile[] = []
  let ids = 0
  const queue = new UploadQueue({
    bucket: 'materials',
    pathFor: (file, id) => `e/a/${id}.${file.kind}`,
    newId: () => {
      ids += 1
      return `id-${ids}`
    },
    check,
    attach: async (sent) => {
      attached.push(sent)
      await attach(sent)
    },
    shelf: {
      keepFile: async (id, file) => {
        device.files.set(id, file)
        return file
      },
      readFile: async ({ id }) => device.files.get(id) ?? null,
      forgetFile: (id) => {
        device.files.delete(id)
      },
      read: () => device.tasks,
      write: (tasks) => {
        device.tasks = tasks
      },
    },
    start: (wish) => {
      let ok: () => void = () => {}
      let fail: (code: string) => void = () => {}
      const done = new Promise<void>((resolve, reject) => {
        ok = resolve
        fail = (code) => reject(new AppError(code, '没传上'))
      })
      running.push({ wish, ok, fail })
      return { done, cancel: () => fail('cancelled') }
    },
  })
  return { queue, running, attached, device }
}

describe('files on their way up', () => {
  test('each shows its own progress and goes when it is attached', async () => {
    const { queue, running, attached } = storage()
    queue.add('layout', [photo('a.jpg')])
    await settled()
    running[0].wish.onProgress?.(62)
    expect(queue.list()[0]).toMatchObject({ slot: 'layout', state: 'sending', percent: 62 })
    running[0].ok()
    await settled()
    expect(queue.list()).toEqual([])
    expect(attached[0]).toMatchObject({ slot: 'layout', name: 'a.jpg', path: running[0].wish.path })
  })

  test('two at a time, the third waits for its turn', async () => {
    const { queue, running } = storage()
    queue.add('layout', [photo('a'), photo('b'), photo('c')])
    await settled()
    expect(running).toHaveLength(2)
    running[0].ok()
    await settled()
    expect(running).toHaveLength(3)
  })

  test('a failed one keeps its file; retry sends it under the same name', async () => {
    const { queue, running } = storage()
    queue.add('rules', [photo('a')])
    await settled()
    running[0].fail('offline')
    await settled()
    expect(queue.list()[0]).toMatchObject({ state: 'failed', percent: 0, file: { name: 'a' } })
    queue.retry(queue.list()[0].id)
    expect(running[1].wish.path).toBe(running[0].wish.path)
    running[1].ok()
    await settled()
    expect(queue.list()).toEqual([])
  })

  test('an object that had arrived although its answer was lost is attached, not refused', async () => {
    const { queue, running, attached } = storage()
    queue.add('rules', [photo('a')])
    await settled()
    running[0].fail('offline')
    await settled()
    queue.retryCut()
    running[1].fail('upload_exists')
    await settled()
    expect(queue.list()).toEqual([])
    expect(attached).toHaveLength(1)
  })

  test('when only attaching failed, the bytes are not sent again and the wish is the same', async () => {
    let broken = true
    const { queue, running, attached } = storage(async () => {
      if (broken) throw new AppError('offline', '网络断了')
    })
    queue.add('rules', [photo('a')])
    await settled()
    running[0].ok()
    await settled()
    expect(queue.list()[0].state).toBe('failed')
    broken = false
    queue.retry(queue.list()[0].id)
    await settled()
    expect(running).toHaveLength(1)
    expect(attached[1].requestId).toBe(attached[0].requestId)
    expect(queue.list()).toEqual([])
  })

  test('cancel stops it and makes room for the next', async () => {
    const { queue, running, attached } = storage()
    queue.add('layout', [photo('a'), photo('b'), photo('c')])
    await settled()
    queue.cancel(queue.list()[0].id)
    await settled()
    expect(queue.list().map((task) => task.file.name)).toEqual(['b', 'c'])
    expect(running).toHaveLength(3)
    expect(attached).toEqual([])
  })

  test('an app that was closed goes on with the same file and the same wish', async () => {
    const first = storage()
    first.queue.add('layout', [photo('a')])
    await settled()
    first.running[0].fail('offline')
    await settled()
    const second = storage(undefined, first.device)
    await settled()
    expect(second.running[0].wish).toMatchObject({ path: first.running[0].wish.path, file: { name: 'a' } })
    second.running[0].ok()
    await settled()
    expect(second.attached).toHaveLength(1)
    expect(first.device.files.size + first.device.tasks.length).toBe(0)
  })

  test('the network back: only what it cut is tried again', async () => {
    const { queue, running } = storage()
    queue.add('layout', [photo('a'), photo('b')])
    await settled()
    running[0].fail('offline')
    running[1].fail('upload_type')
    await settled()
    queue.retryCut()
    expect(queue.list().map((task) => task.state)).toEqual(['sending', 'failed'])
  })

  test('the server looks into each file before it is attached; one that it refuses keeps the rest going', async () => {
    const looked: string[] = []
    const { queue, running, attached } = storage(undefined, undefined, async (path) => {
      looked.push(path)
      if (path === running[0].wish.path) {
        throw new AppError('BB013', '这个文件其实是网页，收不了', undefined, 'file', { reason: 'wrong_type' })
      }
    })
    queue.add('layout', [photo('a.jpg'), photo('b.jpg')])
    await settled()
    running[0].ok()
    running[1].ok()
    await settled()
    expect(looked).toEqual([running[0].wish.path, running[1].wish.path])
    expect(queue.list().map((task) => [task.file.name, task.state])).toEqual([['a.jpg', 'failed']])
    expect(attached.map((sent) => sent.name)).toEqual(['b.jpg'])
  })

  test('a look that was cut off is asked for again without sending the bytes again', async () => {
    let cut = true
    const { queue, running, attached } = storage(undefined, undefined, async () => {
      if (cut) throw new AppError('offline', '网络断了')
    })
    queue.add('rules', [photo('a')])
    await settled()
    running[0].ok()
    await settled()
    expect(attached).toEqual([])
    cut = false
    queue.retryCut()
    await settled()
    expect(running).toHaveLength(1)
    expect(attached).toHaveLength(1)
  })

  test('an object that Storage has forgotten meanwhile is sent again on retry, also by a later run', async () => {
    const gone = async () => {
      throw new AppError('BB013', '没有收到这个文件', undefined, 'file', { reason: 'missing' })
    }
    const first = storage(undefined, undefined, gone)
    first.queue.add('layout', [photo('a')])
    await settled()
    first.running[0].ok()
    await settled()
    expect(first.queue.list()[0].state).toBe('failed')
    const second = storage(undefined, first.device)
    await settled()
    expect(second.running[0].wish.path).toBe(first.running[0].wish.path)
  })

  test('a file put aside while the server looks is not attached', async () => {
    let answer = () => {}
    const { queue, running, attached } = storage(
      undefined,
      undefined,
      () =>
        new Promise((resolve) => {
          answer = resolve
        }),
    )
    queue.add('layout', [photo('a')])
    await settled()
    running[0].ok()
    await settled()
    queue.cancel(queue.list()[0].id)
    answer()
    await settled()
    expect(attached).toEqual([])
  })
})
