import { type Options, succeed } from './wx-types'

type NetworkListener = (status: { isConnected: boolean; networkType: string }) => void

export interface Device {
  /** How the app was entered. */
  entered: Record<string, unknown>
  offline: () => boolean
  networkListeners: NetworkListener[]
  /** Who hears of errors, then who hears of rejections. */
  faultListeners: ((said: string) => void)[]
  /** 微信的“字体大小”, in px. */
  fontSizeSetting: number
}

const system = {
  platform: 'ios',
  system: 'iOS 17.0',
  SDKVersion: '3.8.0',
  version: '8.0.50',
  brand: 'iPhone',
  model: 'iPhone 13',
  windowWidth: 375,
  windowHeight: 812,
  screenWidth: 375,
  screenHeight: 812,
  pixelRatio: 2,
  statusBarHeight: 44,
  language: 'zh_CN',
  fontSizeSetting: 16,
  theme: 'light',
  safeArea: { top: 44, bottom: 778, left: 0, right: 375, width: 375, height: 734 },
}

const nothing = () => {}

/** The phone itself, and calls that only show something in the view layer. */
export function deviceCalls(device: Device) {
  return {
    getSystemInfoSync: () => system,
    getSystemInfo: (o: Options) => succeed(o, system),
    getSystemInfoAsync: (o: Options) => succeed(o, system),
    getWindowInfo: () => system,
    getDeviceInfo: () => system,
    getAppBaseInfo: () => ({ ...system, fontSizeSetting: device.fontSizeSetting }),
    getSystemSetting: () => ({}),
    getAppAuthorizeSetting: () => ({}),
    getAccountInfoSync: () => ({ miniProgram: { appId: 'wx0000000000000000', envVersion: 'develop' } }),
    getLaunchOptionsSync: () => device.entered,
    getEnterOptionsSync: () => device.entered,
    getMenuButtonBoundingClientRect: () => ({
      top: 50,
      bottom: 82,
      left: 281,
      right: 368,
      width: 87,
      height: 32,
    }),
    canIUse: () => true,
    nextTick: (f: () => void) => setTimeout(f, 0),
    env: { USER_DATA_PATH: 'wxfile://usr' },
    getUpdateManager: () => ({
      onCheckForUpdate: nothing,
      onUpdateReady: nothing,
      onUpdateFailed: nothing,
      applyUpdate: nothing,
    }),
    onNetworkStatusChange: (f: NetworkListener) => void device.networkListeners.push(f),
    offNetworkStatusChange: nothing,
    getNetworkType: (o: Options) =>
      succeed(o, { networkType: device.offline() ? 'none' : 'wifi', errMsg: 'getNetworkType:ok' }),
    onAppShow: nothing,
    offAppShow: nothing,
    onAppHide: nothing,
    offAppHide: nothing,
    onError: (f: (said: string) => void) => void device.faultListeners.push(f),
    offError: nothing,
    onUnhandledRejection: (f: (event: { reason: unknown }) => void) =>
      void device.faultListeners.push((reason) => f({ reason })),
    offUnhandledRejection: nothing,
    onThemeChange: nothing,
    offThemeChange: nothing,
    onPageNotFound: nothing,
    onKeyboardHeightChange: nothing,
    offKeyboardHeightChange: nothing,
    onWindowResize: nothing,
    offWindowResize: nothing,
    onNeedPrivacyAuthorization: nothing,
    getPrivacySetting: (o: Options) =>
      succeed(o, { needAuthorization: false, privacyContractName: '《用户隐私保护指引》' }),
    hideHomeButton: nothing,
    hideTabBar: (o?: Options) => succeed(o, { errMsg: 'hideTabBar:ok' }),
    showTabBar: (o?: Options) => succeed(o, {}),
    setTabBarBadge: nothing,
    removeTabBarBadge: nothing,
    showShareMenu: nothing,
    hideKeyboard: nothing,
    pageScrollTo: (o: Options) => succeed(o, {}),
    setNavigationBarTitle: (o: Options) => succeed(o, {}),
    stopPullDownRefresh: nothing,
    vibrateShort: nothing,
    createSelectorQuery: () => selectorQuery(),
    createIntersectionObserver: () => {
      const observer = {
        relativeTo: () => observer,
        relativeToViewport: () => observer,
        observe: nothing,
        disconnect: nothing,
      }
      return observer
    },
    createAnimation: () => new Proxy({}, { get: (_, name) => (name === 'export' ? () => ({}) : () => ({})) }),
  }
}

function selectorQuery() {
  const box = {
    width: 375,
    height: 44,
    left: 0,
    top: 0,
    right: 375,
    bottom: 44,
    scrollTop: 0,
    scrollHeight: 0,
  }
  const answers: unknown[] = []
  const query: Record<string, unknown> = {}
  const add = (f?: (result: unknown) => void) => {
    answers.push(box)
    if (f) setTimeout(() => f(box), 0)
    return query
  }
  return Object.assign(query, {
    in: () => query,
    select: () => query,
    selectAll: () => query,
    selectViewport: () => query,
    context: () => query,
    boundingClientRect: add,
    scrollOffset: add,
    fields: (_: unknown, f?: (result: unknown) => void) => add(f),
    node: () => query,
    exec: (f?: (results: unknown[]) => void) => void setTimeout(() => f?.(answers), 0),
  })
}
