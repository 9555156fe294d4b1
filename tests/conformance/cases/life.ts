import { askedOf, type Case, failure, freshKey, holds, same, until, wait } from '../suite'

const NO_END = 'a browser does not end what a hidden page has under way'
const WISH = JSON.stringify({ p_request_id: '0b6f4f0e-8f6e-4a37-9a39-222222222222' })

/** Background and foreground, and another network. */
export const life: Case[] = [
  {
    name: 'a safe question cut off in the background is asked again when the person is back',
    not: { h5: NO_END },
    run: async (kit) => {
      const key = freshKey()
      const answer = kit.fetch(`${kit.world.base}/x?do=slow&n=300&key=${key}`)
      await until(async () => (await askedOf(kit, key)).length === 1, 'the first request')
      await kit.world.goAway()
      await wait(100)
      await kit.world.comeBack()
      same((await answer).status, 200)
      same((await askedOf(kit, key)).length, 2)
    },
  },
  {
    name: 'so is a change that carries its request id',
    not: { h5: NO_END },
    run: async (kit) => {
      const key = freshKey()
      const url = `${kit.world.base}/rest/v1/rpc/submit_application?do=slow&n=300&key=${key}`
      const answer = kit.fetch(url, { method: 'POST', body: WISH })
      await until(async () => (await askedOf(kit, key)).length === 1, 'the first request')
      await kit.world.goAway()
      await kit.world.comeBack()
      same((await answer).status, 200)
    },
  },
  {
    name: 'any other change cut off there fails as without a network, and is not repeated',
    not: { h5: NO_END },
    run: async (kit) => {
      const key = freshKey()
      const answer = failure(
        kit.fetch(`${kit.world.base}/x?do=slow&n=300&key=${key}`, { method: 'POST', body: '{}' }),
      )
      await until(async () => (await askedOf(kit, key)).length === 1, 'the first request')
      await kit.world.goAway()
      same(kit.sentence(await answer).code, 'offline')
      await kit.world.comeBack()
      same((await askedOf(kit, key)).length, 1)
    },
  },
  {
    name: 'what is asked in the background waits until the person is back',
    not: { h5: NO_END },
    run: async (kit) => {
      const key = freshKey()
      await kit.world.goAway()
      let done = false
      const answer = kit
        .fetch(`${kit.world.base}/x?do=echo&key=${key}`, { method: 'POST', body: '{}' })
        .then(() => {
          done = true
        })
      const control = new kit.AbortController()
      const given = failure(kit.fetch(`${kit.world.base}/x?do=echo&key=${key}`, { signal: control.signal }))
      await wait(60)
      control.abort()
      same((await given).name, 'AbortError')
      same(done, false)
      await kit.world.comeBack()
      await answer
      same((await askedOf(kit, key)).length, 1)
    },
  },
  ...[true, false].map((told) => ({
    name: `a socket that ended in the background is closed for its holder (${told ? 'told' : 'untold'} by WeChat)`,
    not: { h5: NO_END },
    run: async (kit: Parameters<Case['run']>[0]) => {
      const socket = new kit.Socket(`${kit.world.base.replace('http', 'ws')}/socket/echo`)
      const heard: string[] = []
      socket.onclose = () => heard.push('close')
      await until(() => socket.readyState === 1, 'open')
      await kit.world.goAway(told)
      await kit.world.comeBack()
      await until(() => heard.length > 0, 'close')
      same([heard, socket.readyState], [['close'], 3])
    },
  })),
  {
    name: 'a socket of the network before is closed for its holder',
    not: {
      h5: 'Chromium closes the sockets of a network that is gone by itself; a test cannot change networks',
    },
    run: async (kit) => {
      const socket = new kit.Socket(`${kit.world.base.replace('http', 'ws')}/socket/echo`)
      let code = 0
      socket.addEventListener('close', (event) => {
        code = event.code
      })
      await until(() => socket.readyState === 1, 'open')
      await kit.world.switchNetwork('4g')
      await until(() => code !== 0, 'close')
      same(code, 1006)
      await kit.world.switchNetwork('wifi')
    },
  },
  {
    name: 'a short look elsewhere ends nothing',
    run: async (kit) => {
      const socket = new kit.Socket(`${kit.world.base.replace('http', 'ws')}/socket/echo`)
      await until(() => socket.readyState === 1, 'open')
      const answer = await kit.fetch(`${kit.world.base}/x?do=slow&n=50`)
      same([answer.status, socket.readyState], [200, 1])
      socket.close()
      holds(socket.readyState >= 2, 'closing')
    },
  },
]
