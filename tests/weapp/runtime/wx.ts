import { type Device, deviceCalls } from './wx-device'
import { fileCalls } from './wx-files'
import { type Network, networkCalls } from './wx-network'
import { privacyRules } from './wx-privacy'
import { CUT } from './wx-sockets'
import { storageCalls } from './wx-storage'
import { subscribeRules } from './wx-subscribe'
import { type NetworkCounter, type Options, type Realm, refuse, succeed } from './wx-types'

export interface WxOptions {
  mapUrl: (url: string) => string
  /** What wx.login answers; a new code each time. */
  loginCode: () => string
}

/** A picture from the album in which WeChat finds no code. */
export const UNREADABLE = 'unreadable'

export type Wx = ReturnType<typeof makeWx>

/**
 * The wx object of a phone, as far as the app uses it: storage with WeChat's limits, network over real HTTP, and
 * queues for what a person would do outside the app (pick a file, scan a code, answer a dialog).
 */
export function makeWx(options: WxOptions) {
  const counter: NetworkCounter = { requests: [], sockets: [], uploads: [] }
  const net: Network = {
    offline: false,
    away: false,
    counter,
    realm: () => undefined,
    inFlight: 0,
    lose: { words: '', times: 0 },
    sockets: new Set(),
    mapUrl: options.mapUrl,
  }
  const store = new Map<string, unknown>()
  const toasts: string[] = []
  const modals: { title?: string; content?: string }[] = []
  const picks: string[] = []
  const scans: string[] = []
  const opened: string[] = []
  const device: Device = {
    entered: { path: '', query: {}, scene: 1001 },
    offline: () => net.offline,
    networkListeners: [],
    faultListeners: [],
    fontSizeSetting: 17,
  }
  const nothing = () => {}

  const reminders = subscribeRules()
  const network = networkCalls(net)
  const rules = privacyRules()
  const files = fileCalls(net, picks, opened)
  const scanCode = (o: Options) => {
    const result = scans.shift()
    wx.scanWishes.push(o)
    if (result === UNREADABLE) refuse(o, 'scanCode:fail')
    else if (result)
      succeed(o, { result, scanType: 'QR_CODE', charSet: 'UTF-8', path: '', errMsg: 'scanCode:ok' })
    else refuse(o, 'scanCode:fail cancel')
  }

  const wx = {
    // ---- what a test does from outside
    counter,
    toasts,
    modals,
    opened,
    store,
    inRealm(realm: Realm) {
      net.realm = realm
    },
    device,
    enterWith(launch: Record<string, unknown>) {
      device.entered = launch
    },
    setOffline(offline: boolean) {
      net.offline = offline
      if (offline) wx.hangUp()
      for (const tell of device.networkListeners)
        tell({ isConnected: !offline, networkType: offline ? 'none' : 'wifi' })
    },
    /** From Wi-Fi to 4G: what was connected is dead, and nobody says so. */
    switchNetwork(networkType: string) {
      for (const socket of net.sockets) socket.end(null)
      for (const tell of device.networkListeners) tell({ isConnected: true, networkType })
    },
    hangUp() {
      for (const socket of net.sockets) socket.end(CUT)
    },
    /** A bad line that looks good: nothing gets through, and WeChat says nothing of it. */
    setDeaf(deaf: boolean) {
      net.offline = deaf
    },
    /** A safe call is sent three times by itself: one lost answer is made good, three are not. */
    loseAnswerOf(words: string, times = 1) {
      net.lose = { words, times }
    },
    /** Nothing is under way. */
    get quiet() {
      return net.inFlight === 0
    },
    pickNext: (...files: string[]) => void picks.push(...files),
    scanNext: (...texts: string[]) => void scans.push(...texts),
    /** What the app asked wx.scanCode for. */
    scanWishes: [] as unknown[],
    /** Whether the next dialogs are confirmed. */
    confirmDialogs: true,

    // ---- dialogs
    showToast(o: { title: string } & Options) {
      toasts.push(o.title)
      succeed(o, { errMsg: 'showToast:ok' })
    },
    hideToast: nothing,
    showLoading: (o?: Options) => succeed(o, {}),
    hideLoading: nothing,
    showModal(o: { title?: string; content?: string } & Options) {
      modals.push({ title: o.title, content: o.content })
      succeed(o, { confirm: wx.confirmDialogs, cancel: !wx.confirmDialogs, errMsg: 'showModal:ok' })
    },
    showActionSheet: (o: Options) => succeed(o, { tapIndex: 0, errMsg: 'showActionSheet:ok' }),

    // ---- who and what
    login(o: Options) {
      wx.logins += 1
      succeed(o, { code: options.loginCode(), errMsg: 'login:ok' })
    },
    /** How often wx.login was called. */
    logins: 0,
    checkSession: (o: Options) => succeed(o, { errMsg: 'checkSession:ok' }),

    ...storageCalls(store),
    subscribe: reminders.subscribe,
    ...reminders.calls,
    ...deviceCalls(device),
    ...files,
    privacy: rules.privacy,
    saved: rules.saved,
    clipboard: rules.clipboard,
    ...rules.calls,
    ...rules.guarded({ ...files, scanCode }),
  }
  return Object.defineProperties(wx, Object.getOwnPropertyDescriptors(network)) as typeof wx & typeof network
}
