import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { LOOPBACK } from '../defaults'
import { json, sendResponse, toRequest } from '../http-bridge'
import { DEMO_APPID } from './app'
import { CodePictures } from './codes'
import { ContentChecks } from './content'
import { messagesPage, type Sent } from './messages'
import { Phones } from './phones'
import { type Family, type Fault, Router, type World } from './router'
import { Sessions } from './sessions'
import { SmsInbox } from './sms'
import { Subscriptions } from './subscribe'
import { Tokens } from './tokens'
import { Rooms } from './voip'

/**
 * The stand-in for WeChat's server API, for development, the demo and tests: one file an API family, which follow
 * WeChat's documentation. To add a family: a class or object of the type `Family` in its own file, made in
 * `families` below.
 */
export interface WechatSimulator {
  /** The base URL that stands in for https://api.weixin.qq.com. */
  url: string
  /** A code as `wx.login` gives it, for this person. */
  issueCode(openid: string, unionid?: string): string
  /** access_tokens, to take one back. */
  tokens: Tokens
  /** The codes of the button getPhoneNumber. */
  phones: Phones
  /** The 小程序码. */
  codes: CodePictures
  /** What people accepted to be told. */
  subscriptions: Subscriptions
  /** Checks of texts and pictures, and the message push. */
  content: ContentChecks
  /** Who gets into the room of a call. */
  rooms: Rooms
  /** What would have reached people, the newest first. */
  sent: readonly Sent[]
  /** Makes the next calls (of this API, or of any) answer with this errcode, with garbage, or never. */
  failNext(fault: Fault, path?: string, times?: number): void
  /** From now on the API answers 45009 after so many calls. */
  setQuota(path: string, calls: number): void
  /** How many requests reached an API. */
  calls(path: string): number
  /** The page of what would have been sent, for the gateway. */
  page(pathname: string): Response | null
  close(): Promise<void>
}

/** The APIs that the simulator knows. */
function families(world: World) {
  const tokens = new Tokens(world)
  const sessions = new Sessions(world)
  const phones = new Phones(world)
  const subscriptions = new Subscriptions(world)
  const content = new ContentChecks(world)
  const codes = new CodePictures()
  const rooms = new Rooms(world, sessions, DEMO_APPID)
  const all: Family[] = [new SmsInbox(world), tokens, sessions, phones, codes, subscriptions, content]
  return { tokens, sessions, phones, codes, subscriptions, content, rooms, all }
}

/** Starts it on a free loopback port. */
export async function startWechatSimulator(now: () => number = Date.now): Promise<WechatSimulator> {
  const world: World = { now, sent: [] }
  const { all, tokens, sessions, phones, codes, subscriptions, content, rooms } = families(world)
  const router = new Router(all, (token) => tokens.verdict(token))
  const server = http.createServer(async (incoming, outgoing) => {
    try {
      const request = await toRequest(incoming, `http://${LOOPBACK}`, 1024 * 1024)
      const response = await router.route(request)
      if (response) await sendResponse(response, outgoing)
    } catch {
      if (!outgoing.headersSent) await sendResponse(json({ errcode: -1, errmsg: 'system error' }), outgoing)
    }
  })
  await new Promise<void>((resolve) => server.listen(0, LOOPBACK, resolve))
  return {
    url: `http://${LOOPBACK}:${(server.address() as AddressInfo).port}`,
    issueCode: (openid, unionid) => sessions.issue(openid, unionid),
    tokens,
    phones,
    codes,
    subscriptions,
    content,
    rooms,
    sent: world.sent,
    failNext: (fault, path, times = 1) => router.failNext(fault, path ?? null, times),
    setQuota: (path, calls) => router.setQuota(path, calls),
    calls: (path) => router.calls(path),
    page: (pathname) => (pathname === '/simulator/messages' ? messagesPage(world.sent) : null),
    close() {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
