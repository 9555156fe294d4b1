import { expect, test, vi } from 'vitest'
import { tc3Authorization } from './tc3.ts'
import { tencentSms } from './tencent.ts'

test('the signature of Tencent’s own example', async () => {
  const authorization = await tc3Authorization({
    secretId: 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE',
    secretKey: 'Gu5t9xGARNpq86cd98joQYCN3EXAMPLE',
    service: 'cvm',
    host: 'cvm.tencentcloudapi.com',
    body: '{"Limit": 1, "Filters": [{"Values": ["\\u672a\\u547d\\u540d"], "Name": "instance-name"}]}',
    timestamp: 1551113065,
  })
  expect(authorization).toBe(
    'TC3-HMAC-SHA256 Credential=AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE/2019-02-25/cvm/tc3_request, ' +
      'SignedHeaders=content-type;host, ' +
      'Signature=72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168',
  )
})

const MESSAGE = {
  phone: '13800000000',
  template: 'deadline',
  providerId: '1110',
  words: '办件{number}请在{due}前补正。',
  params: { number: 'QX-1', due: '4月7日17:30' },
  key: 'application:1:2',
}

function provider(answer: unknown) {
  const fetcher = vi.fn(async (_url: RequestInfo | URL, _init?: RequestInit) => {
    if (answer instanceof Error) throw answer
    return typeof answer === 'string' ? new Response(answer) : Response.json(answer)
  })
  const sms = tencentSms({
    secretId: 'id',
    secretKey: 'key',
    appId: '1400006666',
    signName: '清溪县政务服务',
    region: 'ap-guangzhou',
    fetcher,
    now: () => 1551113065_000,
    timeoutMs: 1000,
  })
  return { sms, fetcher }
}
const status = (Code: string) => ({ Response: { SendStatusSet: [{ Code, PhoneNumber: '+8613800000000' }] } })

test('what is asked for: one number, the registered text, its values in order', async () => {
  const { sms, fetcher } = provider(status('Ok'))
  expect(await sms.send(MESSAGE)).toEqual({ ok: true })
  const [url, init] = fetcher.mock.calls[0] ?? []
  expect(url).toBe('https://sms.tencentcloudapi.com/')
  expect(JSON.parse(String(init?.body))).toEqual({
    PhoneNumberSet: ['+8613800000000'],
    SmsSdkAppId: '1400006666',
    SignName: '清溪县政务服务',
    TemplateId: '1110',
    TemplateParamSet: ['QX-1', '4月7日17:30'],
    SessionContext: 'application:1:2',
  })
})

test.each([
  [status('LimitExceeded.PhoneNumberDailyLimit'), 'quota'],
  [status('FailedOperation.InsufficientBalanceInSmsPackage'), 'quota'],
  [status('FailedOperation.PhoneNumberInBlacklist'), 'refused'],
  [{ Response: { Error: { Code: 'AuthFailure.SignatureFailure', Message: 'x' } } }, 'quota'],
  [{ Response: { Error: { Code: 'InternalError.OtherError', Message: 'x' } } }, 'busy'],
  [status('InternalError.Timeout'), 'unreachable'],
  [{ other: true }, 'unreachable'],
  ['<html>502</html>', 'unreachable'],
  [new Error('time-out'), 'unreachable'],
])('%j is %s', async (answer, kind) => {
  expect(await provider(answer).sms.send(MESSAGE)).toEqual({ ok: false, kind })
})

test('a text that is not registered yet goes nowhere', async () => {
  const { sms, fetcher } = provider(status('Ok'))
  expect(await sms.send({ ...MESSAGE, providerId: null })).toEqual({ ok: false, kind: 'refused' })
  expect(fetcher).not.toHaveBeenCalled()
})
