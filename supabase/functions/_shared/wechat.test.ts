import { afterEach, expect, test, vi } from 'vitest'
import { exchangeCode } from './wechat.ts'

const app = { apiBase: 'https://wechat.test', appid: 'wx1', secret: 'the-secret' }
const answering = (body: unknown) => vi.fn(async () => Response.json(body)) as unknown as typeof fetch

afterEach(() => vi.restoreAllMocks())

test('asks as WeChat documents it, and drops the session key', async () => {
  const fetcher = answering({ openid: 'o', unionid: 'u', session_key: 'k' })
  expect(await exchangeCode(app, 'c', fetcher)).toEqual({ openid: 'o', unionid: 'u' })
  expect(fetcher).toHaveBeenCalledWith(
    'https://wechat.test/sns/jscode2session?appid=wx1&secret=the-secret&js_code=c&grant_type=authorization_code',
  )
  expect(await exchangeCode(app, 'c', answering({ openid: 'o', session_key: 'k' }))).toEqual({
    openid: 'o',
    unionid: null,
  })
})

test.each([
  [40029, 400, 'WECHAT_CODE_INVALID'],
  [40163, 400, 'WECHAT_CODE_USED'],
  [40226, 403, 'WECHAT_BLOCKED'],
  [45011, 429, 'WECHAT_TOO_OFTEN'],
  [-1, 502, 'WECHAT_UNREACHABLE'],
  [40125, 502, 'WECHAT_UNREACHABLE'],
])('errcode %i is %i %s', async (errcode, status, code) => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  await expect(exchangeCode(app, 'c', answering({ errcode }))).rejects.toMatchObject({ status, code })
})

test('a failed connection says nothing of the address, which holds the secret', async () => {
  const logged = vi.spyOn(console, 'error').mockImplementation(() => {})
  const fetcher = vi.fn(async (url: string) => {
    throw new TypeError(`error sending request for url (${url})`)
  }) as unknown as typeof fetch
  const refused = await exchangeCode(app, 'c', fetcher).catch((error: Error) => error)
  expect(refused).toMatchObject({ status: 502, code: 'WECHAT_UNREACHABLE' })
  expect(JSON.stringify([refused, logged.mock.calls])).not.toContain('the-secret')
})
