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
function storage(attach: (sent: SentFile) => Promise<void> = async () => undefined, device = newDevice()) {
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
})
