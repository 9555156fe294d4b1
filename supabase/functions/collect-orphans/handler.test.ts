import { expect, test, vi } from 'vitest'
import { testFrame } from '../../../tests/support/frame'
import type { ServiceClient } from '../_shared/service-client.ts'
import { handleCollectOrphans } from './handler.ts'

const post = (secret?: string) =>
  new Request('http://localhost/collect-orphans', {
    method: 'POST',
    headers: secret === undefined ? {} : { 'x-schedule-secret': secret },
    body: '{}',
  })

const orphan = (bucket: string, n: number) => ({ object_id: `${bucket}-${n}`, bucket, path: `f/${n}.jpg` })

/** A database that gives these batches, and a Storage that fails for some buckets. */
function world(batches: ReturnType<typeof orphan>[][], broken: string[] = []) {
  const marked: string[] = []
  const left = [...batches]
  const rpc = vi.fn(async (name: string, args: Record<string, unknown>) => {
    if (name === 'service_claim_orphans') return left.shift() ?? []
    marked.push(...(args.p_object_ids as string[]))
    return (args.p_object_ids as string[]).length
  })
  const remove = vi.fn(async (bucket: string, _paths: readonly string[]) => {
    if (broken.includes(bucket)) throw new Error('Storage is busy')
  })
  const frame = testFrame('collect-orphans')
  const service = { rpc } as unknown as ServiceClient
  return {
    marked,
    rpc,
    remove,
    log: frame.lines,
    deps: { frame, service, objects: { remove }, secret: 's3' },
  }
}

test('batch after batch, bucket by bucket, until none are left', async () => {
  const { deps, remove, marked, log } = world([
    [orphan('materials', 1), orphan('messages', 2), orphan('materials', 3)],
    [orphan('appeals', 4)],
  ])
  const answer = await handleCollectOrphans(post('s3'), deps)
  expect(await answer.json()).toEqual({ removed: 4 })
  expect(remove.mock.calls).toEqual([
    ['materials', ['f/1.jpg', 'f/3.jpg']],
    ['messages', ['f/2.jpg']],
    ['appeals', ['f/4.jpg']],
  ])
  expect(marked).toEqual(['materials-1', 'materials-3', 'messages-2', 'appeals-4'])
  expect(log).toMatchObject([{ function: 'collect-orphans', removed: 4 }])
})

test('a bucket that fails is not marked, and holds up no other', async () => {
  const { deps, marked, log } = world([[orphan('materials', 1), orphan('messages', 2)]], ['materials'])
  expect(await (await handleCollectOrphans(post('s3'), deps)).json()).toEqual({ removed: 1 })
  expect(marked).toEqual(['messages-2'])
  expect(log[0]).toMatchObject({ removed: 1, not_removed_materials: 1 })
})

test.each([undefined, '', 's', 's33', 'S3'])('%j is not the secret', async (secret) => {
  const { deps, rpc } = world([[orphan('materials', 1)]])
  const answer = await handleCollectOrphans(post(secret), deps)
  expect(answer.status).toBe(401)
  expect(rpc).not.toHaveBeenCalled()
})
