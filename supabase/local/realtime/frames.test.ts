import { describe, expect, test } from 'vitest'
import { decodeFrame, encodeBroadcast, encodeFrame, parseVsn } from './frames'

/** Builds a kind 3 frame by the layout of the protocol, independent of the code under test. */
function kind3(parts: string[], encoding: number, payload: Buffer): Buffer {
  const bytes = parts.map((part) => Buffer.from(part))
  return Buffer.concat([Buffer.from([3, ...bytes.map((part) => part.length), encoding]), ...bytes, payload])
}

test.each([
  [null, '1.0.0'],
  ['1.0.0', '1.0.0'],
  ['2.0.0', '2.0.0'],
  ['2.0.7', '2.0.0'],
  ['2.1.0', null],
  ['', null],
])('vsn %s is spoken as %s', (asked, spoken) => {
  expect(parseVsn(asked)).toBe(spoken)
})

describe('text frames', () => {
  const frame = { joinRef: '1', ref: '2', topic: 'realtime:a', event: 'said', payload: { text: '好' } }

  test.each([
    ['1.0.0', '{"topic":"realtime:a","event":"said","payload":{"text":"好"},"ref":"2","join_ref":"1"}'],
    ['2.0.0', '["1","2","realtime:a","said",{"text":"好"}]'],
  ] as const)('version %s reads what it writes', (vsn, text) => {
    expect(encodeFrame(vsn, frame)).toBe(text)
    expect(decodeFrame(vsn, Buffer.from(text), false)).toEqual(frame)
  })

  test('missing refs are null and a missing payload is empty', () => {
    const text = Buffer.from('{"topic":"phoenix","event":"heartbeat"}')
    const expected = { joinRef: null, ref: null, topic: 'phoenix', event: 'heartbeat', payload: {} }
    expect(decodeFrame('1.0.0', text, false)).toEqual(expected)
  })

  test.each([
    ['1.0.0', '[]'],
    ['1.0.0', 'null'],
    ['1.0.0', '{"topic":1,"event":"a"}'],
    ['2.0.0', '{"topic":"a","event":"b"}'],
    ['2.0.0', '["1","2","a","b"]'],
    ['2.0.0', '["1","2",3,"b",{}]'],
    ['2.0.0', ''],
  ] as const)('version %s drops %s', (vsn, text) => {
    expect(decodeFrame(vsn, Buffer.from(text), false)).toBeNull()
  })
})

describe('binary pushes (kind 3)', () => {
  test('JSON and raw payloads are kept as bytes', () => {
    const json = kind3(['1', '2', 'realtime:a', 'said', '{}'], 1, Buffer.from('{"text":"好"}'))
    expect(decodeFrame('2.0.0', json, true)).toEqual({
      joinRef: '1',
      ref: '2',
      topic: 'realtime:a',
      event: 'broadcast',
      payload: {},
      broadcast: { form: 'user', event: 'said', encoding: 'json', payload: Buffer.from('{"text":"好"}') },
    })
    const raw = decodeFrame('2.0.0', kind3(['', '', 'realtime:a', 'e', ''], 0, Buffer.from([0, 255])), true)
    expect(raw).toMatchObject({
      joinRef: null,
      ref: null,
      broadcast: { encoding: 'binary', payload: Buffer.from([0, 255]) },
    })
  })

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['a short header', Buffer.from([3, 1, 1, 1])],
    ['lengths beyond the end', Buffer.from([3, 200, 0, 0, 0, 0, 1, 0])],
    ['another kind', kind3(['', '', 'a', 'b', ''], 1, Buffer.from('{}')).fill(4, 0, 1)],
    ['a payload that is no JSON', kind3(['', '', 'a', 'b', ''], 1, Buffer.from('{'))],
  ])('%s is dropped', (_what, data) => {
    expect(decodeFrame('2.0.0', data, true)).toBeNull()
  })

  test('version 1 has no binary frames', () => {
    expect(decodeFrame('1.0.0', kind3(['', '', 'a', 'b', ''], 1, Buffer.from('{}')), true)).toBeNull()
  })
})

describe('broadcasts to subscribers', () => {
  const topic = 'realtime:a'
  const json = {
    form: 'user',
    event: '说',
    encoding: 'json',
    payload: Buffer.from('{"n":1}'),
    meta: { id: 'x' },
  } as const

  test('version 2 gets kind 4 with lengths in bytes', () => {
    const expected = [Buffer.from([4, 10, 3, 10, 1]), Buffer.from('realtime:a说{"id":"x"}{"n":1}')]
    expect(encodeBroadcast('2.0.0', topic, json)).toEqual(Buffer.concat(expected))
  })

  test('version 1 gets the JSON envelope, and no bytes', () => {
    expect(JSON.parse(String(encodeBroadcast('1.0.0', topic, json)))).toEqual({
      topic,
      event: 'broadcast',
      ref: null,
      join_ref: null,
      payload: { type: 'broadcast', event: '说', payload: { n: 1 }, meta: { id: 'x' } },
    })
    const bytes = { ...json, encoding: 'binary' } as const
    expect(encodeBroadcast('1.0.0', topic, bytes)).toBeNull()
  })

  test('an event too long for its length byte goes as text', () => {
    const long = { ...json, event: '说'.repeat(86) }
    const [, , , , payload] = JSON.parse(String(encodeBroadcast('2.0.0', topic, long)))
    expect(payload.event).toBe(long.event)
    expect(encodeBroadcast('2.0.0', topic, { ...long, encoding: 'binary' })).toBeNull()
  })
})
