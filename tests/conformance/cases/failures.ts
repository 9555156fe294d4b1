import { askedOf, type Case, failure, freshKey, holds, type Kit, same, wait } from '../suite'

const post = { method: 'POST', body: '{}' }
const ask = ({ fetch, world }: Kit, deed: string, init: RequestInit = post) =>
  fetch(`${world.base}/x?do=${deed}`, init)

const captive = (deed: string): Case => ({
  name: `a login page of the Wi-Fi is no answer (${deed})`,
  run: async (kit) => {
    const error = await failure(ask(kit, deed))
    same(error.name, 'CaptivePortalError')
    const said = kit.sentence(error)
    same(said.code, 'offline', 'what queues and drafts keep and send again')
    holds(/登录/.test(said.message), 'the person reads that the network wants a login')
    holds(/都还在/.test(said.hint ?? ''), 'and that nothing is lost')
  },
})

/** Abort, time-outs, lost connections, and answers that are none. */
export const failures: Case[] = [
  {
    name: 'aborted before: nothing is sent',
    run: async (kit) => {
      const key = freshKey()
      const control = new kit.AbortController()
      control.abort()
      const error = await failure(ask(kit, `echo&key=${key}`, { ...post, signal: control.signal }))
      same(error.name, 'AbortError')
      same((await askedOf(kit, key)).length, 0)
      same(kit.sentence(error).code, 'cancelled')
    },
  },
  {
    name: 'aborted meanwhile: it ends at once, and is not sent again',
    run: async (kit) => {
      const key = freshKey()
      const control = new kit.AbortController()
      const begun = Date.now()
      const answer = ask(kit, `silent&key=${key}`, { signal: control.signal })
      setTimeout(() => control.abort(), 100)
      same((await failure(answer)).name, 'AbortError')
      holds(Date.now() - begun < 1500, 'it ends at once')
      await wait(150)
      same((await askedOf(kit, key)).length, 1)
    },
  },
  {
    name: 'the reason of an abort is the error',
    run: async (kit) => {
      const control = new kit.AbortController()
      const answer = ask(kit, 'silent', { ...post, signal: control.signal })
      setTimeout(() => control.abort(new RangeError('left the page')), 50)
      same((await failure(answer)).message, 'left the page')
    },
  },
  {
    name: 'aborted afterwards: the answer stays',
    run: async (kit) => {
      const control = new kit.AbortController()
      const answer = await ask(kit, 'echo', { ...post, signal: control.signal })
      const { method } = await answer.json()
      control.abort()
      same(method, 'POST')
    },
  },
  {
    name: 'aborted between headers and body: the body never comes',
    not: { weapp: 'wx.request gives an answer whole, there is nothing between headers and body' },
    run: async (kit) => {
      const control = new kit.AbortController()
      const answer = await ask(kit, 'slowbody&n=500', { ...post, signal: control.signal })
      control.abort()
      await failure(answer.text())
    },
  },
  {
    name: 'a silent server is a time-out, told apart from a lost network, and not asked again',
    run: async (kit) => {
      const key = freshKey()
      const error = await failure(ask(kit, `silent&key=${key}`, {}))
      same(error.name, 'TimeoutError')
      same((await askedOf(kit, key)).length, 1)
      const said = kit.sentence(error)
      same(said.code, 'offline')
      holds(/太慢/.test(said.message), 'the person reads that it was too slow')
    },
  },
  {
    name: 'a body that stops half-way is a time-out or a lost network, never half an answer',
    run: async (kit) => {
      const broken = await failure(ask(kit, 'half').then((answer) => answer.json()))
      holds(broken.name === 'TypeError', `TypeError, got ${broken.name}: ${broken.message}`)
      same(kit.sentence(broken).code, 'offline')
    },
  },
  {
    name: 'a connection that breaks off is a lost network',
    run: async (kit) => {
      const error = await failure(ask(kit, 'reset'))
      same(error.name, 'TypeError')
      same(kit.sentence(error).code, 'offline')
    },
  },
  captive('captive'),
  captive('captive-redirect'),
  captive('captive-511'),
  {
    name: 'a login page is no answer to a safe question either, and it is not asked again and again',
    run: async (kit) => {
      const key = freshKey()
      same((await failure(ask(kit, `captive&key=${key}`, {}))).name, 'CaptivePortalError')
      same((await askedOf(kit, key)).length, 1)
    },
  },
  {
    name: "a proxy's page for the server's own trouble is passed on",
    run: async (kit) => {
      const answer = await ask(kit, 'proxy')
      same(answer.status, 500)
      holds((await answer.text()).includes('<title>'), 'its text is there')
    },
  },
]
