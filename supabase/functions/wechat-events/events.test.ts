import { expect, test } from 'vitest'
import { eventOf } from './events.ts'
import { readXml } from './xml.ts'

const change = { SubscribeStatusString: 'reject', TemplateId: 'T1' }
const push = (name: string, more: Record<string, unknown>) => ({
  FromUserName: 'o1',
  CreateTime: '1714112445',
  Event: name,
  ...more,
})

test.each([
  ['a list', push('subscribe_msg_change_event', { List: [change] }), 'change', 'reject'],
  ['one that is no list', push('subscribe_msg_change_event', { List: change }), 'change', 'reject'],
  [
    'under its own name',
    push('subscribe_msg_popup_event', { SubscribeMsgPopupEvent: { List: [{ ...change, PopupScene: '0' }] } }),
    'popup',
    'reject',
  ],
  [
    'sent',
    push('subscribe_msg_sent_event', {
      SubscribeMsgSentEvent: { List: { TemplateId: 'T1', ErrorCode: '0', ErrorStatus: 'success' } },
    }),
    'sent',
    'success',
  ],
])('subscribe messages: %s', (_, message, event, status) => {
  expect(eventOf(message, 'wx1')).toEqual({
    kind: 'subscription',
    event: { event, openid: 'o1', at: '2024-04-26T06:20:45.000Z', results: [{ template_id: 'T1', status }] },
  })
})

test('subscribe messages in the XML of the documentation', () => {
  const list = (id: string, status: string) =>
    `<List><TemplateId><![CDATA[${id}]]></TemplateId>
    <SubscribeStatusString><![CDATA[${status}]]></SubscribeStatusString><PopupScene>2</PopupScene></List>`
  const message = readXml(`<xml><FromUserName><![CDATA[o1]]></FromUserName><CreateTime>1610969440</CreateTime>
    <Event><![CDATA[subscribe_msg_popup_event]]></Event>
    <SubscribeMsgPopupEvent>${list('A', 'accept')}${list('B', 'reject')}</SubscribeMsgPopupEvent></xml>`)
  const results = [
    { template_id: 'A', status: 'accept' },
    { template_id: 'B', status: 'reject' },
  ]
  expect(eventOf(message, 'wx1')).toMatchObject({ event: { results } })
})

test.each([
  ['no person', { FromUserName: undefined, List: [change] }],
  ['no list', {}],
  ['a list without templates', { List: [{}] }],
  ['a list without end', { List: Array(30).fill(change) }],
])('%s is nothing that we know', (_, more) => {
  expect(eventOf(push('subscribe_msg_change_event', more), 'wx1')).toEqual({ kind: 'other' })
})
