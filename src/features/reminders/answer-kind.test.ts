import { expect, test, vi } from 'vitest'
import type { Adapter } from '@/platform/outbox/adapter'
import { outboxDevice, settle } from '@/platform/outbox/testing'
import { AppError } from '@/shared/errors'
import { queryClient } from '@/shared/query'

const recordSubscription = vi.hoisted(() => vi.fn())
vi.mock('./api', () => ({ recordSubscription }))
vi.mock('@/platform/outbox/my-outbox', () => ({ defineKind: (adapter: unknown) => adapter }))
const { answerKind, answerLane, TEMPLATES } = await import('./answer-kind')
const kinds = [answerKind as Adapter]

test('what was tapped without a network counts once, also after a kill', async () => {
  const device = outboxDevice(false)
  device.online = false
  const first = device.start(kinds)
  first.outbox.add(answerKind, { lane: answerLane, body: { t1: 'accept' } })
  await settle()
  first.kill()
  device.online = true
  recordSubscription.mockRejectedValueOnce(new AppError('offline', '网络断了'))
  recordSubscription.mockResolvedValue([{ key: 'reply', held: 1 }])
  const again = device.start(kinds)
  again.outbox.wake()
  await settle()
  again.tick()
  await settle()
  expect(recordSubscription.mock.calls).toEqual([
    [{ t1: 'accept' }, 'id-1'],
    [{ t1: 'accept' }, 'id-1'],
  ])
  expect(again.outbox.view().entries).toEqual([])
  expect(queryClient.getQueryData(TEMPLATES)).toEqual([{ key: 'reply', held: 1 }])
})

test('a template that is no more is forgotten', async () => {
  const { outbox } = outboxDevice(false).start(kinds)
  recordSubscription.mockRejectedValueOnce(new AppError('BB004', '没有这个模板'))
  outbox.add(answerKind, { lane: answerLane, body: { t2: 'accept' } })
  await settle()
  expect(outbox.view().entries).toEqual([])
})
