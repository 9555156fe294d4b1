import { describe, expect, it } from 'vitest'
import { routes, TABS } from './routes'
import { type Scanned, scanned, scannedQuery } from './scanned'

const isOurs = (host: string) => ['bb.qingxi.example', 'old.qingxi.example:8443'].includes(host)
const PAPER = '7KQM3HXT9WRZQ'
const USCC = '91369921MA5K7H2R3E'

describe('what was scanned', () => {
  it.each<[what: string, text: string, Scanned]>([
    ['a card', 'https://bb.qingxi.example/c/QX07', { kind: 'item', code: 'QX07' }],
    ['with a slash behind', 'https://bb.qingxi.example/c/QX07/', { kind: 'item', code: 'QX07' }],
    ['with more behind', 'https://bb.qingxi.example/c/QX07?from=poster#x', { kind: 'item', code: 'QX07' }],
    ['by http', 'http://bb.qingxi.example/c/QX07', { kind: 'item', code: 'QX07' }],
    ['in capitals', 'HTTPS://BB.QINGXI.EXAMPLE/c/qx07', { kind: 'item', code: 'QX07' }],
    ['of an earlier host', 'https://old.qingxi.example:8443/c/QX07', { kind: 'item', code: 'QX07' }],
    ['encoded', encodeURIComponent('https://bb.qingxi.example/c/QX07'), { kind: 'item', code: 'QX07' }],
    ['with blanks around', '\uFEFF https://bb.qingxi.example/c/QX07\n', { kind: 'item', code: 'QX07' }],
    ['a code without c', 'https://bb.qingxi.example/c?c=QX07', { kind: 'item', code: 'QX07' }],
    ['a bare short code', ' qx07 ', { kind: 'item', code: 'QX07' }],
    ['the path of a 小程序码', 'pages/code/index?scene=QX03', { kind: 'item', code: 'QX03' }],
    ['the same as DevTools says it', '/pages/code/index.html?scene=QX03', { kind: 'item', code: 'QX03' }],
    [
      'an address of the app',
      'https://bb.qingxi.example/#/pages/code/index?c=QX12',
      { kind: 'item', code: 'QX12' },
    ],
    [
      'a shared guide',
      'https://bb.qingxi.example/#/packages/guide/item/index?code=QX12',
      { kind: 'item', code: 'QX12' },
    ],
    [
      'an invitation',
      'https://bb.qingxi.example/#/packages/enterprise/invite/index?code=ABC',
      { kind: 'page', url: routes.invite('ABC') },
    ],
    ['the front door', 'https://bb.qingxi.example/', { kind: 'page', url: TABS.home }],
    [
      'somebody’s application',
      'https://bb.qingxi.example/#/packages/application/timeline/index?id=1',
      { kind: 'page', url: TABS.home },
    ],
    ['a paper', `https://bb.qingxi.example/v/${PAPER}`, { kind: 'paper', code: PAPER }],
    ['its bare code', `${PAPER.slice(0, 4)}-${PAPER.slice(4)}`, { kind: 'paper', code: PAPER }],

    ['another county by its prefix', 'AB07', { kind: 'elsewhere', host: null, code: 'AB07' }],
    [
      'the same on our host',
      'https://bb.qingxi.example/c/AB07',
      { kind: 'elsewhere', host: null, code: 'AB07' },
    ],
    [
      'another county by its host',
      'https://bb.donghe.example/c/QX07',
      { kind: 'elsewhere', host: 'bb.donghe.example', code: 'QX07' },
    ],
    [
      'by both',
      'https://bb.donghe.example/c/DH07',
      { kind: 'elsewhere', host: 'bb.donghe.example', code: 'DH07' },
    ],
    [
      'its paper',
      `https://bb.donghe.example/v/${PAPER}`,
      { kind: 'elsewhere', host: 'bb.donghe.example', code: '' },
    ],
    ['our name before an @', 'https://bb.qingxi.example@evil.example/c/QX07', { kind: 'link', host: '' }],
    [
      'our name inside another',
      'https://bb.qingxi.example.evil.example/c/QX07',
      { kind: 'elsewhere', host: 'bb.qingxi.example.evil.example', code: 'QX07' },
    ],
    [
      'our link inside another',
      'https://evil.example/?u=https://bb.qingxi.example/c/QX07',
      { kind: 'link', host: 'evil.example' },
    ],

    ['WeChat, to pay somebody', 'wxp://f2f0AbCdEf', { kind: 'payment' }],
    ['WeChat, to pay a shop', 'weixin://wxpay/bizpayurl?pr=abc', { kind: 'payment' }],
    ['WeChat, a page', 'https://payapp.weixin.qq.com/qr/abc', { kind: 'payment' }],
    ['Alipay', 'https://qr.alipay.com/fkx0123', { kind: 'payment' }],
    ['Alipay, its own scheme', 'alipays://platformapi/startapp?appId=1', { kind: 'payment' }],
    ['UnionPay', 'https://qr.95516.com/00010000/6222', { kind: 'payment' }],
    [
      'UnionPay, EMV',
      '00020101021229300012D156000000000510A93FO3230Q31280012D15600000001030812345678520441115802CN5914BEST TRANSPORT6007BEIJING6304A13A',
      { kind: 'payment' },
    ],
    ['one’s own 付款码, WeChat', '134567890123456789', { kind: 'payment' }],
    ['one’s own 付款码, Alipay', '281234567890123456', { kind: 'payment' }],
    ['somebody’s name like Alipay', 'https://qr.alipay.com.evil.example/a', { kind: 'payment' }],

    ['a visiting card', 'BEGIN:VCARD\nVERSION:3.0\nN:张\nTEL:13800000000\nEND:VCARD', { kind: 'card' }],
    ['another', 'MECARD:N:张;TEL:1;;', { kind: 'card' }],
    ['a telephone', 'tel:0536-1234567', { kind: 'card' }],
    ['a network', 'WIFI:T:WPA;S:hall;P:x;;', { kind: 'wifi' }],
    ['a licence', `统一社会信用代码：${USCC}`, { kind: 'licence' }],
    ['a licence’s address', `https://www.gsxt.example/x?uniscid=${USCC}`, { kind: 'licence' }],
    ['a page of elsewhere', 'https://www.example.com/a?b=1', { kind: 'link', host: 'www.example.com' }],
    ['with a Chinese path', 'https://example.com/别的码', { kind: 'link', host: 'example.com' }],
    ['a bar code', '6901234567892', { kind: 'bar' }],
    ['words', '食品经营许可', { kind: 'words', text: '食品经营许可' }],
    ['a broken escape', '%E4%B8', { kind: 'words', text: '%E4%B8' }],
    [
      'a page that a code may not open',
      'packages/application/timeline/index?id=1',
      { kind: 'words', text: 'packages/application/timeline/index?id=1' },
    ],
    ['nothing', ' \n', { kind: 'nothing' }],
  ])('%s', (_what, text, kind) => {
    expect(scanned(text, isOurs)).toEqual(kind)
  })
})

describe('what the code page was opened with', () => {
  it.each<[what: string, query: Record<string, string>, Scanned]>([
    ['our own link', { c: 'QX07' }, { kind: 'item', code: 'QX07' }],
    [
      'a foreign text that the scanner carried here',
      { c: encodeURIComponent('https://bb.donghe.example/c/DH07') },
      { kind: 'elsewhere', host: 'bb.donghe.example', code: 'DH07' },
    ],
    [
      'q, encoded once',
      { q: encodeURIComponent('https://any.example/c/QX07') },
      { kind: 'item', code: 'QX07' },
    ],
    [
      'q by http, with a slash',
      { q: encodeURIComponent('http://any.example/c/QX07/') },
      { kind: 'item', code: 'QX07' },
    ],
    [
      'q of a paper',
      { q: encodeURIComponent(`https://any.example/v/${PAPER}`) },
      { kind: 'paper', code: PAPER },
    ],
    [
      'q with an empty code: the prefix alone',
      { q: encodeURIComponent('https://any.example/c/') },
      { kind: 'page', url: TABS.home },
    ],
    ['scene', { scene: 'QX07' }, { kind: 'item', code: 'QX07' }],
    ['scene, encoded', { scene: '%51X07' }, { kind: 'item', code: 'QX07' }],
    ['a scene of something else', { scene: 'c%3DQX07' }, { kind: 'words', text: 'c=QX07' }],
    ['nothing', {}, { kind: 'nothing' }],
  ])('%s', (_what, query, kind) => {
    expect(scannedQuery(query, isOurs, true)).toEqual(kind)
  })

  it('in a browser q is an address like any other', () => {
    const q = encodeURIComponent('https://any.example/c/QX07')
    expect(scannedQuery({ q }, isOurs, false)).toEqual({
      kind: 'elsewhere',
      host: 'any.example',
      code: 'QX07',
    })
  })
})
