import { expect, test } from 'vitest'
import { NotXml, readXml } from './xml.ts'

test('text, CDATA and lists come out as they went in', () => {
  const text = `<xml>
    <ToUserName><![CDATA[gh_123456789abc]]></ToUserName>
    <CreateTime>1610969440</CreateTime>
    <Note>1 &lt; 2 &amp; 3<![CDATA[ <b>]]></Note>
    <SubscribeMsgPopupEvent>
      <List><TemplateId><![CDATA[A]]></TemplateId></List>
      <List><TemplateId><![CDATA[B]]></TemplateId></List>
    </SubscribeMsgPopupEvent>
    <Empty></Empty>
  </xml>`
  expect(readXml(text)).toEqual({
    ToUserName: 'gh_123456789abc',
    CreateTime: '1610969440',
    Note: '1 < 2 & 3 <b>',
    SubscribeMsgPopupEvent: { List: [{ TemplateId: 'A' }, { TemplateId: 'B' }] },
    Empty: '',
  })
})

test.each([
  ['nothing', ''],
  ['JSON', '{"a":1}'],
  ['another element', '<html></html>'],
  ['only text', '<xml>words</xml>'],
  ['no end', '<xml><a>1</a>'],
  ['CDATA without an end', '<xml><a><![CDATA[1</a></xml>'],
  ['something behind', '<xml><a>1</a></xml><xml></xml>'],
  ['a doctype', '<!DOCTYPE xml [<!ENTITY a "b">]><xml><a>&a;</a></xml>'],
  ['an unknown entity', '<xml><a>&boom;</a></xml>'],
  ['a comment', '<xml><!-- hidden --><a>1</a></xml>'],
  ['attributes', '<xml><a b="c">1</a></xml>'],
  ['a depth that WeChat never sends', `<xml>${'<a>'.repeat(50)}${'</a>'.repeat(50)}</xml>`],
])('%s is refused', (_, text) => {
  expect(() => readXml(text)).toThrow(NotXml)
})

test('a name that every object has is only a name', () => {
  expect(readXml('<xml><__proto__>x</__proto__><a>1</a></xml>').a).toBe('1')
})
