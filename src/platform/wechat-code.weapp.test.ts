import { expect, it, vi } from 'vitest'

const login = vi.fn()
vi.mock('@tarojs/taro', () => ({ default: { login } }))
const { wechatCode } = await import('./wechat-code.weapp')

it('asks for a code, and not for ever: everything that needs a session waits for it', async () => {
  login.mockResolvedValue({ code: 'c' })
  expect(await wechatCode()).toBe('c')
  expect(login).toHaveBeenCalledWith({ timeout: expect.any(Number) })
})

it.each([
  ['login:fail request:fail -106:net::ERR_INTERNET_DISCONNECTED', undefined],
  ['login:fail timeout', 'timeout'],
])('says that the network is why: %s', async (errMsg, reason) => {
  login.mockRejectedValue({ errMsg })
  const thrown = await wechatCode().catch((error: unknown) => error)
  expect(thrown).toMatchObject({ name: 'AppError', code: 'offline' })
  expect((thrown as { detail: { reason?: string } }).detail.reason).toBe(reason)
})
