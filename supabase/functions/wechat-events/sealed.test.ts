import { describe, expect, test } from 'vitest'
import { BrokenSeal, type PushKeys, sameSignature, seal, signatureOf, unseal } from './sealed.ts'

/** The worked example in WeChat's documentation of 消息推送 (message-push.html). */
const DOCUMENTED: PushKeys = { appid: 'wxba5fad812f8e6fb9', token: 'AAAAA', aesKey: 'A'.repeat(43) }
const ENCRYPT =
  '+qdx1OKCy+5JPCBFWw70tm0fJGb2Jmeia4FCB7kao+/Q5c/ohsOzQHi8khUOb05JCpj0JB4RvQMkUyus8TPxLKJGQqcvZqzDpVzazhZv6JsXUnnR8XGT740XgXZUXQ7vJVnAG+tE8NUd4yFyjPy7GgiaviNrlCTj+l5kdfMuFUPpRSrfMZuMcp3Fn2Pede2IuQrKEYwKSqFIZoNqJ4M8EajAsjLY2km32IIjdf8YL/P50F7mStwntrA2cPDrM1kb6mOcfBgRtWygb3VIYnSeOBrebufAlr7F9mFUPAJGj04='
const MESSAGE =
  '{"ToUserName":"gh_97417a04a28d","FromUserName":"o9AgO5Kd5ggOC-bXrbNODIiE3bGY","CreateTime":1714112445,"MsgType":"event","Event":"debug_demo","debug_str":"hello world"}'

describe('as WeChat documents it', () => {
  test('the signature of the address check, and of a plain message', async () => {
    expect(await signatureOf('AAAAA', '1714036504', '1514711492')).toBe(
      'f464b24fc39322e44b38aa78f5edd27bd1441696',
    )
    expect(await signatureOf('AAAAA', '1714037059', '486452656')).toBe(
      '899cf89e464efb63f54ddac96b0a0a235f53aa78',
    )
  })

  test('the signature over a sealed message', async () => {
    expect(await signatureOf('AAAAA', '1714112445', '415670741', ENCRYPT)).toBe(
      '046e02f8204d34f8ba5fa3b1db94908f3df2e9b3',
    )
  })

  test('a sealed message opens', async () => {
    expect(await unseal(ENCRYPT, DOCUMENTED)).toBe(MESSAGE)
  })

  test('an answer is sealed to the very same text', async () => {
    const random = new TextEncoder().encode('707722b803182950')
    expect(await seal('{"demo_resp":"good luck"}', DOCUMENTED, random)).toBe(
      'ELGduP2YcVatjqIS+eZbp80MNLoAUWvzzyJxgGzxZO/5sAvd070Bs6qrLARC9nVHm48Y4hyRbtzve1L32tmxSQ==',
    )
  })
})

describe('what was sealed', () => {
  test.each([0, 1, 11, 12, 13, 31, 32, 33, 500])('opens again, at %i characters', async (length) => {
    const message = '好'.repeat(length)
    expect(await unseal(await seal(message, DOCUMENTED), DOCUMENTED)).toBe(message)
  })

  test('for another mini-program is not ours', async () => {
    const sealed = await seal(MESSAGE, { ...DOCUMENTED, appid: 'wxanother00000000' })
    await expect(unseal(sealed, DOCUMENTED)).rejects.toThrow(BrokenSeal)
  })

  test('under another key, cut off, lengthened or changed in any block stays shut', async () => {
    const sealed = await seal(MESSAGE, DOCUMENTED)
    await expect(unseal(sealed, { ...DOCUMENTED, aesKey: 'B'.repeat(43) })).rejects.toThrow(BrokenSeal)
    await expect(unseal('', DOCUMENTED)).rejects.toThrow(BrokenSeal)
    await expect(unseal('no base64 at all!', DOCUMENTED)).rejects.toThrow(BrokenSeal)
    const bytes = Buffer.from(sealed, 'base64')
    await expect(unseal(bytes.subarray(0, -16).toString('base64'), DOCUMENTED)).rejects.toThrow(BrokenSeal)
    await expect(unseal(bytes.subarray(0, -1).toString('base64'), DOCUMENTED)).rejects.toThrow(BrokenSeal)
    const tail = Buffer.from(bytes)
    tail[tail.length - 1] = (tail[tail.length - 1] ?? 0) ^ 1
    await expect(unseal(tail.toString('base64'), DOCUMENTED)).rejects.toThrow(BrokenSeal)
  })
})

test('signatures are the same or they are not', () => {
  expect(sameSignature('abc', 'abc')).toBe(true)
  expect(sameSignature('abc', 'abd')).toBe(false)
  expect(sameSignature('abc', 'abcd')).toBe(false)
  expect(sameSignature('', '')).toBe(true)
})
