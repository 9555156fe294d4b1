import vm from 'node:vm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeRealm, wrap } from '../weapp/runtime/realm'
import { makeWx, type Wx } from '../weapp/runtime/wx'
import { bundleFor } from './bundle'
import { cases } from './cases'
import type { run as runCase } from './in-realm'
import { startServer } from './server'
import type { World } from './suite'

/** How long the app is away, as its clock has it. */
const AWAY_MS = 6_000

describe('the WeChat pair', () => {
  let server: Awaited<ReturnType<typeof startServer>>
  let code = ''
  beforeAll(async () => {
    server = await startServer()
    code = await bundleFor('weapp')
  })
  afterAll(() => server?.stop())

  /** A phone of its own for each case: a realm with nothing but what WeChat gives. */
  function phone(): { run: typeof runCase; world: World; wx: Wx } {
    let passed = 0
    const wx = makeWx({ mapUrl: (url) => url, loginCode: () => 'code' })
    const context = makeRealm(
      { wx, console, getApp: () => ({}), getCurrentPages: () => [] },
      () => Date.now() + passed,
      () => false,
    )
    wx.inRealm((name) => vm.runInContext(name, context) as unknown)
    const module = { exports: {} as { run: typeof runCase } }
    wrap(code, 'conformance.js', context)(() => undefined, module, module.exports)
    const world: World = {
      base: server.base,
      goAway: async (tellSockets = true) => {
        wx.hide()
        passed += AWAY_MS
        wx.stayAway(tellSockets)
      },
      comeBack: async () => wx.show(),
      switchNetwork: async (to) => wx.switchNetwork(to),
      mostAtOnce: async () => wx.mostAtOnce,
    }
    return { run: module.exports.run, world, wx }
  }

  for (const { name, not } of cases) {
    it(not?.weapp ? `${name} (not here: ${not.weapp})` : name, async () => {
      const { run, world, wx } = phone()
      const why = await run(name, world)
      wx.hangUp()
      if (not?.weapp) expect(why).not.toBeNull()
      else expect(why).toBeNull()
    })
  }
})
