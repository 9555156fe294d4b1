import { askedOf, type Case, failure, freshKey, holds, type Kit, same } from '../suite'

const RPC = '/rest/v1/rpc'
const rpc = ({ fetch, world }: Kit, name: string, query: string, args: object, init: RequestInit = {}) =>
  fetch(`${world.base}${RPC}/${name}?${query}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(args),
    ...init,
  })
const WISH = { p_request_id: '0b6f4f0e-8f6e-4a37-9a39-111111111111' }

/** What is sent again by itself, and what never is. */
export const retries: Case[] = [
  {
    name: 'a question that got lost is asked again, three times in all',
    run: async (kit) => {
      const key = freshKey()
      const answer = await kit.fetch(`${kit.world.base}/x?do=flaky&n=2&key=${key}`)
      same(await answer.json(), 3)
      const other = freshKey()
      await failure(kit.fetch(`${kit.world.base}/x?do=flaky&n=9&key=${other}`))
      same((await askedOf(kit, other)).length, 3)
    },
  },
  {
    name: 'a function that only reads is asked again',
    run: async (kit) =>
      same(await (await rpc(kit, 'get_home', `do=flaky&n=1&key=${freshKey()}`, {})).json(), 2),
  },
  {
    name: 'a change that carries its request id is sent again',
    run: async (kit) => {
      const answer = await rpc(kit, 'submit_application', `do=flaky&n=1&key=${freshKey()}`, WISH)
      same(await answer.json(), 2)
    },
  },
  {
    name: 'a change without one is sent once',
    run: async (kit) => {
      for (const name of ['mark_read', 'check_document', 'resolve_code']) {
        const key = freshKey()
        await failure(rpc(kit, name, `do=flaky&n=1&key=${key}`, { p_note: 'p_request_id' }))
        same((await askedOf(kit, key)).length, 1, name)
      }
    },
  },
  {
    name: 'the words "p_request_id" typed by a person make nothing safe',
    run: async (kit) => {
      const key = freshKey()
      await failure(rpc(kit, 'mark_read', `do=flaky&n=1&key=${key}`, { p_text: '"p_request_id":"' }))
      same((await askedOf(kit, key)).length, 1)
    },
  },
  {
    name: 'signing in and files are sent once',
    run: async (kit) => {
      for (const path of ['/auth/v1/token', '/storage/v1/object/materials/a', '/functions/v1/wechat-login']) {
        const key = freshKey()
        await failure(
          kit.fetch(`${kit.world.base}${path}?do=flaky&n=1&key=${key}`, { method: 'POST', body: '{}' }),
        )
        same((await askedOf(kit, key)).length, 1, path)
      }
    },
  },
  {
    name: 'the pauses grow',
    run: async (kit) => {
      const key = freshKey()
      await failure(kit.fetch(`${kit.world.base}/x?do=flaky&n=9&key=${key}`))
      const [a, b, c] = (await askedOf(kit, key)).map(({ at }) => at)
      holds(c - b > b - a || c - b >= 60, `${b - a} ms, then ${c - b} ms`)
    },
  },
  {
    name: 'a busy server is asked again when it says',
    run: async (kit) => {
      const key = freshKey()
      const answer = await kit.fetch(`${kit.world.base}/x?do=busy&n=1&after=0.4&key=${key}`)
      same(await answer.json(), 2)
      const [first, second] = await askedOf(kit, key)
      holds(second.at - first.at >= 400, `${second.at - first.at} ms between`)
    },
  },
  {
    name: 'a busy server that asks for long is passed on',
    run: async (kit) => {
      const key = freshKey()
      const answer = await kit.fetch(`${kit.world.base}/x?do=busy&n=1&after=120&key=${key}`)
      same(answer.status, 503)
      same((await askedOf(kit, key)).length, 1)
    },
  },
  {
    name: 'what the server has decided is not asked again',
    run: async (kit) => {
      for (const status of [400, 401, 404, 409, 500]) {
        const key = freshKey()
        await kit.fetch(`${kit.world.base}/x?do=status&n=${status}&key=${key}`)
        same((await askedOf(kit, key)).length, 1, String(status))
      }
    },
  },
  {
    name: 'whoever leaves during a pause is not asked for',
    run: async (kit) => {
      const key = freshKey()
      const control = new kit.AbortController()
      const url = `${kit.world.base}/x?do=busy&n=9&after=0.5&key=${key}`
      const answer = kit.fetch(url, { signal: control.signal })
      setTimeout(() => control.abort(), 200)
      same((await failure(answer)).name, 'AbortError')
      same((await askedOf(kit, key)).length, 1)
    },
  },
  {
    name: 'known to be without a network it fails at once',
    run: async (kit) => {
      const key = freshKey()
      kit.setOnline(false)
      await failure(kit.fetch(`${kit.world.base}/x?do=flaky&n=1&key=${key}`)).finally(() =>
        kit.setOnline(true),
      )
      same((await askedOf(kit, key)).length, 1)
    },
  },
]
