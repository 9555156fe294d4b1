import { type Case, failure, type Kit, same } from '../suite'

interface Echo {
  method: string
  headers: Record<string, string>
  body: number[]
}

async function echo({ fetch, world }: Kit, init: RequestInit): Promise<Echo> {
  return (await fetch(`${world.base}/x?do=echo`, init)).json() as Promise<Echo>
}
const utf8 = (bytes: number[]) =>
  decodeURIComponent(bytes.map((b) => `%${b.toString(16).padStart(2, '0')}`).join(''))

/** What goes out: methods, headers, bodies. */
export const requests: Case[] = [
  {
    name: 'headers go out whatever their case, also repeated',
    run: async (kit) => {
      const { headers } = await echo(kit, {
        headers: [
          ['X-Client', 'a'],
          ['x-client', 'b'],
          ['APIKEY', 'k'],
        ],
      })
      same(headers['x-client'], 'a, b')
      same(headers.apikey, 'k')
    },
  },
  {
    name: 'text goes out as UTF-8 with the type that was said',
    run: async (kit) => {
      const { method, headers, body } = await echo(kit, {
        method: 'post',
        headers: { 'Content-Type': 'application/json' },
        body: '{"名":"禾味📵"}',
      })
      same([method, headers['content-type'], utf8(body)], ['POST', 'application/json', '{"名":"禾味📵"}'])
    },
  },
  {
    name: 'text without a type is plain text',
    run: async (kit) => {
      const { headers } = await echo(kit, { method: 'POST', body: '好' })
      same(headers['content-type'].replace(/;\s*/, ';').toLowerCase(), 'text/plain;charset=utf-8')
    },
  },
  {
    name: 'an ArrayBuffer and a view of a part of it go out byte by byte',
    run: async (kit) => {
      const bytes = new Uint8Array([0, 1, 128, 255])
      same((await echo(kit, { method: 'POST', body: bytes.buffer })).body, [0, 1, 128, 255])
      same((await echo(kit, { method: 'POST', body: bytes.subarray(1, 3) })).body, [1, 128])
      same((await echo(kit, { method: 'PUT', body: new DataView(bytes.buffer, 3) })).body, [255])
    },
  },
  {
    name: 'HEAD gives headers and no body',
    run: async ({ fetch, world }) => {
      const answer = await fetch(`${world.base}/x?do=headers`, { method: 'HEAD' })
      same([answer.status, answer.headers.get('x-upper-case'), await answer.text()], [200, '1', ''])
    },
  },
  {
    name: 'DELETE goes out, with a body too',
    run: async (kit) => {
      const { method, body } = await echo(kit, { method: 'DELETE', body: '{"prefixes":["a"]}' })
      same([method, utf8(body)], ['DELETE', '{"prefixes":["a"]}'])
    },
  },
  {
    name: 'GET and HEAD take no body',
    run: async (kit) => {
      same((await failure(echo(kit, { method: 'GET', body: 'x' }))).name, 'TypeError')
      same((await failure(echo(kit, { method: 'HEAD', body: 'x' }))).name, 'TypeError')
    },
  },
  {
    name: 'PATCH is refused before anything is sent',
    run: async (kit) => {
      const error = await failure(echo(kit, { method: 'patch', body: '{}' }))
      same([error.name, /RPC/.test(error.message)], ['TypeError', true])
    },
  },
]
