import { type Case, failure, type Kit, same } from '../suite'

const get = ({ fetch, world }: Kit, deed: string, init?: RequestInit) =>
  fetch(`${world.base}/x?do=${deed}`, init)
const SPLIT_TEXT = '清溪县📵办事👨‍👩‍👧齐'

/** What comes back: status, headers, text and bytes. */
export const answers: Case[] = [
  {
    name: 'headers of an answer are found whatever their case, repeated ones are joined',
    run: async (kit) => {
      const { headers } = await get(kit, 'headers')
      same(headers.get('x-upper-case'), '1')
      same(headers.get('X-UPPER-CASE'), '1')
      same(headers.get('x-twice')?.replace(/,\s*/, ', '), 'a, b')
      same(headers.has('x-none'), false)
      same(headers.get('x-none'), null)
      const names = [...headers.keys()]
      same(names, [...names].sort(), 'order of names')
    },
  },
  {
    name: 'cookies stay out of sight, one or many',
    run: async (kit) => {
      const { headers } = await get(kit, 'headers')
      same(headers.get('set-cookie'), null)
      same([...headers].filter(([name]) => name === 'set-cookie').length, 0)
    },
  },
  ...[204, 205, 304].map((status) => ({
    name: `${status} has no body`,
    run: async (kit: Kit) => {
      const answer = await get(kit, `status&n=${status}`)
      same(answer.status, status)
      same(await answer.text(), '')
    },
  })),
  ...[400, 401, 403, 404, 409, 422, 500].map((status) => ({
    name: `${status} is an answer, with its body`,
    run: async (kit: Kit) => {
      const answer = await get(kit, `status&n=${status}`)
      same(answer.status, status)
      same(answer.ok, false)
      same(await answer.json(), { code: 'BB007', message: '电话号码少一位' })
    },
  })),
  {
    name: 'Chinese and emoji survive chunks that cut through their bytes',
    run: async (kit) => same(await (await get(kit, 'chunks')).json(), SPLIT_TEXT),
  },
  {
    name: 'bytes that were asked for as such read as text too',
    run: async (kit) => {
      const answer = await get(kit, 'chunks', { headers: { accept: 'application/octet-stream' } })
      same(await answer.json(), SPLIT_TEXT)
    },
  },
  {
    name: 'text reads as bytes too',
    run: async (kit) => {
      const bytes = new Uint8Array(await (await get(kit, 'chunks')).arrayBuffer())
      same([...bytes.subarray(0, 4)], [0x22, 0xe6, 0xb8, 0x85])
    },
  },
  {
    name: 'every byte of an object arrives as it is',
    run: async ({ fetch, world }) => {
      const answer = await fetch(`${world.base}/storage/v1/object/materials/a?do=bytes`)
      const bytes = new Uint8Array(await answer.arrayBuffer())
      same(
        [...bytes],
        Array.from({ length: 256 }, (_, byte) => byte),
      )
    },
  },
  {
    name: 'a byte-order mark is not part of the text',
    run: async (kit) => same(await (await get(kit, 'bom')).json(), { 好: true }),
  },
  {
    name: 'what is packed arrives unpacked',
    run: async (kit) => same(await (await get(kit, 'gzip')).json(), '压缩过的'.repeat(500)),
  },
  {
    name: 'a body is read once, a clone once more',
    run: async (kit) => {
      const answer = await get(kit, 'bom')
      const twin = answer.clone()
      await answer.text()
      await failure(answer.text())
      same(await twin.json(), { 好: true })
    },
  },
  {
    name: 'a redirect is followed',
    run: async (kit) => same((await (await get(kit, 'redirect')).json()).method, 'GET'),
  },
  {
    name: 'where a redirect ended is told',
    not: { weapp: 'wx.request follows redirects without saying so (developers.weixin.qq.com, wx.request)' },
    run: async (kit) => same((await get(kit, 'redirect')).redirected, true),
  },
]
