import { type Device, deviceCalls } from '../../../weapp/runtime/wx-device'
import { storageCalls } from '../../../weapp/runtime/wx-storage'
import { type Options, refuse, succeed } from '../../../weapp/runtime/wx-types'
import type { HostSettings } from '../compiled'
import { dialogCalls } from './dialogs'
import { Files, fileCalls } from './files'
import { networkCalls } from './network'
import { type View, viewCalls } from './view'

/** What a person does or sees outside the app's own pages. */
export interface Outside {
  files: Files
  opened: string[]
  scans: string[]
  clipboard: string
  store: Map<string, unknown>
  busy: { now: number }
  device: Device
}

export function makeOutside(): Outside {
  return {
    files: new Files(),
    opened: [],
    scans: [],
    clipboard: '',
    store: new Map(),
    busy: { now: 0 },
    device: {
      entered: { path: '', query: {}, scene: 1001 },
      offline: () => false,
      networkListeners: [],
      faultListeners: [],
      fontSizeSetting: 17,
    } as Device,
  }
}

/**
 * The wx object of the rendered phone. The device's answers and the storage are those of the vm tests; what is drawn
 * and what goes over the wire is the browser's.
 */
export function makeWx(
  settings: HostSettings,
  outside: Outside,
  view: View,
  addressOf: (url: string) => string,
): Record<string, unknown> {
  const { files, opened, scans, store, busy, device } = outside
  const dialogs = dialogCalls()
  const phone = deviceCalls(device) as Record<string, unknown>
  const facts = () => ({
    ...(phone.getSystemInfoSync as () => object)(),
    windowWidth: window.innerWidth,
    windowHeight: window.innerHeight,
    screenWidth: window.innerWidth,
    screenHeight: window.innerHeight,
    pixelRatio: window.devicePixelRatio,
    statusBarHeight: settings.statusBar,
    fontSizeSetting: settings.fontSizeSetting,
    safeArea: {
      left: 0,
      top: settings.statusBar,
      right: window.innerWidth,
      bottom: window.innerHeight - settings.safeBottom,
      width: window.innerWidth,
      height: window.innerHeight - settings.safeBottom - settings.statusBar,
    },
  })
  return {
    ...phone,
    getSystemInfoSync: facts,
    getSystemInfo: (o: Options) => succeed(o, facts()),
    getSystemInfoAsync: (o: Options) => succeed(o, facts()),
    getWindowInfo: facts,
    getAppBaseInfo: facts,
    getDeviceInfo: facts,
    getMenuButtonBoundingClientRect: () => ({
      top: settings.statusBar + 6,
      bottom: settings.statusBar + 38,
      left: window.innerWidth - 94,
      right: window.innerWidth - 7,
      width: 87,
      height: 32,
    }),
    ...storageCalls(store),
    ...dialogs,
    ...viewCalls(view),
    ...fileCalls(files, addressOf, opened),
    ...networkCalls(files, addressOf, busy),
    login: (o: Options) =>
      succeed(o, { code: `demo-${settings.handle}-${crypto.randomUUID()}`, errMsg: 'login:ok' }),
    checkSession: (o: Options) => succeed(o, { errMsg: 'checkSession:ok' }),
    scanCode(o: Options) {
      const result = scans.shift()
      if (!result) return refuse(o, 'scanCode:fail cancel')
      succeed(o, { result, scanType: 'QR_CODE', charSet: 'UTF-8', path: '', errMsg: 'scanCode:ok' })
    },
    setClipboardData(o: { data: string } & Options) {
      outside.clipboard = o.data
      dialogs.showToast({ title: '内容已复制' })
      succeed(o, { errMsg: 'setClipboardData:ok' })
    },
    getClipboardData: (o: Options) => succeed(o, { data: outside.clipboard, errMsg: 'getClipboardData:ok' }),
  }
}
