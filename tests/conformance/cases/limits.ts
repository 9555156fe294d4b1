import { askedOf, type Case, failure, freshKey, holds, type Kit, same, wait } from '../suite'

const BY_BROWSER = 'a browser has its own queue of six connections a host, and takes no part in ours'
const slow = (kit: Kit, path: string, ms: number, key: string, id: number, signal?: AbortSignal) =>
  kit.fetch(`${kit.world.base}${path}?do=slow&n=${ms}&key=${key}&id=${id}`, { signal })

/** Ten requests and five sockets at once. */
export const limits: Case[] = [
  {
    name: 'thirty at once all get their answer',
    run: async (kit) => {
      const key = freshKey()
      const all = await Promise.all(
        Array.from({ length: 30 }, (_, id) => slow(kit, '/x', 20, key, id).then((answer) => answer.status)),
      )
      same(new Set(all).size, 1)
    },
  },
  {
    name: 'never more than ten leave at once; the others go in their order',
    not: { h5: BY_BROWSER },
    run: async (kit) => {
      const key = freshKey()
      await Promise.all(Array.from({ length: 25 }, (_, id) => slow(kit, '/x', 300, key, id)))
      const order = (await askedOf(kit, key)).map(({ id }) => Number(id))
      same(
        order.map((id) => Math.floor(id / 10)),
        Array.from({ length: 25 }, (_, place) => Math.floor(place / 10)),
        'ten by ten',
      )
      same(await kit.world.mostAtOnce(), 10)
    },
  },
  {
    name: 'what is aborted in the queue leaves it and is never sent',
    run: async (kit) => {
      const key = freshKey()
      const control = new kit.AbortController()
      const running = Array.from({ length: 10 }, (_, id) => slow(kit, '/x', 600, key, id))
      const given = Array.from({ length: 10 }, () => failure(slow(kit, '/x', 1, key, 99, control.signal)))
      const last = slow(kit, '/x', 1, key, 10)
      await wait(50)
      control.abort()
      for (const error of await Promise.all(given)) same(error.name, 'AbortError')
      await Promise.race([
        Promise.all([...running, last]),
        wait(5000).then(() => holds(false, 'places are free')),
      ])
      const ids = (await askedOf(kit, key)).map(({ id }) => Number(id))
      same([ids.includes(99), ids.includes(10)], [false, true])
    },
  },
  {
    name: 'long calls leave room for short ones',
    not: { h5: BY_BROWSER },
    run: async (kit) => {
      const key = freshKey()
      const long = Array.from({ length: 12 }, (_, id) => slow(kit, '/storage/v1/object/a', 1500, key, id))
      const begun = Date.now()
      await slow(kit, '/x', 1, freshKey(), 0)
      holds(Date.now() - begun < 1200, `a short call waited ${Date.now() - begun} ms`)
      await Promise.all(long)
    },
  },
  {
    name: 'the time of waiting in the queue is not the time of the server',
    not: { h5: BY_BROWSER },
    run: async (kit) => {
      const key = freshKey()
      const three = Array.from({ length: 30 }, (_, id) => slow(kit, '/x', 900, key, id))
      same((await Promise.all(three)).length, 30)
    },
  },
]
