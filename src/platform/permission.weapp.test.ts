import { beforeEach, expect, it, vi } from 'vitest'
import type { Interrupt } from '@/shared/interrupt'

const questions: Interrupt[] = []
vi.mock('@/shared/interrupt', () => ({ interrupt: (question: Interrupt) => void questions.push(question) }))
vi.mock('@tarojs/taro', () => ({
  default: {
    getSetting: ({ success }: { success: (answer: unknown) => void }) =>
      success({ authSetting: { 'scope.writePhotosAlbum': false } }),
    getAppAuthorizeSetting: () => ({ albumAuthorized: 'authorized' }),
  },
}))
const { permitted } = await import('./permission.weapp')
beforeEach(() => {
  questions.length = 0
})

const saving = (failures: object[]) => () => {
  const failure = failures.shift()
  return failure ? Promise.reject(failure) : Promise.resolve('saved')
}

// An Android phone gives the words alone, an iPhone the number 103 beside them.
it.each([
  { errMsg: 'saveImageToPhotosAlbum:fail auth deny' },
  { errMsg: 'saveImageToPhotosAlbum:fail auth deny', errno: 103 },
])('a refused album is given back in the settings: %o', async (refusal) => {
  const saved = permitted('saveAlbum', saving([refusal]))
  await vi.waitFor(() => expect(questions).toHaveLength(1))
  expect(questions[0].yes.openType).toBe('openSetting')
  questions[0].onAnswer(true, { authSetting: { 'scope.writePhotosAlbum': true } })
  expect(await saved).toBe('saved')
})

it.each([
  { errMsg: 'saveImageToPhotosAlbum:fail privacy permission is not authorized', errno: 104 },
  { errMsg: 'saveImageToPhotosAlbum:fail privacy permission is not authorized', errno: 103 },
])('a refused privacy authorisation leads to no settings: %o', async (refusal) => {
  await expect(permitted('saveAlbum', saving([refusal]))).rejects.toMatchObject({ code: 'privacy_refused' })
  expect(questions).toEqual([])
})
