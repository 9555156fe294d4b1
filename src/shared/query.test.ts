import { describe, expect, it } from 'vitest'
import { AppError } from './errors'
import { queryClient } from './query'

const retry = queryClient.getDefaultOptions().queries?.retry as (failures: number, error: unknown) => boolean

describe('retrying a question', () => {
  it('asks again, twice, after a fault that nobody knows', () => {
    expect([0, 1, 2].map((failures) => retry(failures, new Error('?')))).toEqual([true, true, false])
  })
  it('leaves a lost network and a busy server to the transport, which has asked three times', () => {
    for (const code of ['offline', 'busy']) expect(retry(0, new AppError(code, '网络断了'))).toBe(false)
  })
  it('does not repeat what the database has answered', () => {
    expect(retry(0, new AppError('BB012', '这一件已经撤回'))).toBe(false)
  })
  it('does not repeat without a session', () => {
    expect(retry(0, new AppError('signed_out', '登录过期了'))).toBe(false)
  })
})
