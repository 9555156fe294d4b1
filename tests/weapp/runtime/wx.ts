import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { type Network, networkCalls } from './wx-network'
import { type NetworkCounter, type Options, promising, type Realm, refuse, succeed } from './wx-types'

export interface WxOptions {
  mapUrl: (url: string) => string
  /** What wx.login answers; a new code each time. */
  loginCode: () => string
}

type Any = Record<string, unknown>
export type Wx = ReturnType<typeof makeWx>

/**
 * The wx object of a phone, as far as the app uses it: storage with WeChat's limits, network over real HTTP, and
 * queues for what a person would do outside the app (pick a file, scan a code, answer a dialog).
 */
export function makeWx(options: WxOptions) {
  const counter: NetworkCounter = { requests: [], sockets: [], uploads: [] }
  const net: Network = {
    offline: false,
    counter,
    realm: () => undefined,
    inFlight: 0,
    loseAnswerOf: null,
    sockets: new Set(),
    mapUrl: options.mapUrl,
  }
  const store = new Map<string, unknown>()
  const toasts: string[] = []
  const modals: { title?: string; content?: string }[] = []
  const picks: string[] = []
  const scans: string[] = []
  const opened: string[] = []
  const networkListeners: ((status: { isConnected: boolean; networkType: string }) => void)[] = []
  const nothing = () => {}
  let entered: Any = { path: '', query: {}, scene: 1001 }

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

  const pick = () => {
    const file = picks.shift()
    return file ? { file, size: statSync(file).size, name: path.basename(file) } : null
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
    enterWith(launch: Any) {
      entered = launch
    },
    setOffline(offline: boolean) {
      net.offline = offline
      if (offline) wx.hangUp()
      for (const tell of networkListeners)
        tell({ isConnected: !offline, networkType: offline ? 'none' : 'wifi' })
    },
    hangUp() {
      for (const socket of net.sockets) socket.terminate()
    },
    /** A bad line that looks good: nothing gets through, and WeChat says nothing of it. */
    setDeaf(deaf: boolean) {
      net.offline = deaf
    },
    loseAnswerOf(words: string) {
      net.loseAnswerOf = words
    },
    /** Nothing is under way. */
    get quiet() {
      return net.inFlight === 0
    },
    pickNext: (...files: string[]) => void picks.push(...files),
    scanNext: (...texts: string[]) => void scans.push(...texts),
    /** Whether the next dialogs are confirmed. */
    confirmDialogs: true,

    // ---- storage: developers.weixin.qq.com, 1 MB a key
    getStorageSync: (key: string) => (store.has(key) ? structuredClone(store.get(key)) : ''),
    setStorageSync(key: string, value: unknown) {
      if (JSON.stringify(value ?? null).length > 1024 * 1024)
        throw new Error('setStorage:fail exceed storage item max length')
      store.set(key, structuredClone(value))
    },
    removeStorageSync: (key: string) => void store.delete(key),
    clearStorageSync: () => store.clear(),
    getStorageInfoSync: () => ({ keys: [...store.keys()], currentSize: 1, limitSize: 10240 }),
    getStorage: (o: { key: string } & Options) =>
      store.has(o.key)
        ? succeed(o, { data: structuredClone(store.get(o.key)), errMsg: 'getStorage:ok' })
        : refuse(o, 'getStorage:fail data not found'),
    setStorage(o: { key: string; data: unknown } & Options) {
      store.set(o.key, structuredClone(o.data))
      succeed(o, { errMsg: 'setStorage:ok' })
    },
    removeStorage(o: { key: string } & Options) {
      store.delete(o.key)
      succeed(o, { errMsg: 'removeStorage:ok' })
    },

    // ---- the phone
    getSystemInfoSync: () => system,
    getSystemInfo: (o: Options) => succeed(o, system),
    getSystemInfoAsync: (o: Options) => succeed(o, system),
    getWindowInfo: () => system,
    getDeviceInfo: () => system,
    getAppBaseInfo: () => system,
    getSystemSetting: () => ({}),
    getAppAuthorizeSetting: () => ({}),
    getAccountInfoSync: () => ({ miniProgram: { appId: 'wx0000000000000000', envVersion: 'develop' } }),
    getLaunchOptionsSync: () => entered,
    getEnterOptionsSync: () => entered,
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
    onNetworkStatusChange: (f: (status: { isConnected: boolean; networkType: string }) => void) =>
      void networkListeners.push(f),
    offNetworkStatusChange: nothing,
    getNetworkType: (o: Options) =>
      succeed(o, { networkType: net.offline ? 'none' : 'wifi', errMsg: 'getNetworkType:ok' }),
    onAppShow: nothing,
    offAppShow: nothing,
    onAppHide: nothing,
    offAppHide: nothing,
    onError: nothing,
    offError: nothing,
    onUnhandledRejection: nothing,
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

    // ---- people and files
    login: (o: Options) => succeed(o, { code: options.loginCode(), errMsg: 'login:ok' }),
    checkSession: (o: Options) => succeed(o, { errMsg: 'checkSession:ok' }),
    scanCode(o: Options) {
      const result = scans.shift()
      if (result)
        succeed(o, { result, scanType: 'QR_CODE', charSet: 'UTF-8', path: '', errMsg: 'scanCode:ok' })
      else refuse(o, 'scanCode:fail cancel')
    },
    chooseMedia: promising((o) => {
      const one = pick()
      if (!one) return refuse(o, 'chooseMedia:fail cancel')
      succeed(o, {
        type: 'image',
        tempFiles: [{ tempFilePath: one.file, size: one.size, fileType: 'image' }],
        errMsg: 'chooseMedia:ok',
      })
    }),
    chooseImage: promising((o) => {
      const one = pick()
      if (!one) return refuse(o, 'chooseImage:fail cancel')
      succeed(o, {
        tempFilePaths: [one.file],
        tempFiles: [{ path: one.file, size: one.size }],
        errMsg: 'chooseImage:ok',
      })
    }),
    chooseMessageFile: promising((o) => {
      const one = pick()
      if (!one) return refuse(o, 'chooseMessageFile:fail cancel')
      succeed(o, {
        tempFiles: [{ path: one.file, size: one.size, name: one.name, type: 'file', time: 0 }],
        errMsg: 'chooseMessageFile:ok',
      })
    }),
    compressImage: (o: { src: string } & Options) =>
      succeed(o, { tempFilePath: o.src, errMsg: 'compressImage:ok' }),
    getFileSystemManager: () => fileSystem(() => net.realm),
    downloadFile(o: { url: string; header?: Record<string, string> } & Options) {
      const answer = net.offline
        ? Promise.reject(new Error('interrupted'))
        : fetch(net.mapUrl(o.url), { headers: o.header })
      answer.then(
        async (response) => {
          const bytes = Buffer.from(await response.arrayBuffer())
          counter.requests.push({
            method: 'GET',
            url: o.url,
            sent: 0,
            received: bytes.length,
            status: response.status,
          })
          downloads.set(`wxfile://tmp_${downloads.size}`, bytes)
          succeed(o, {
            statusCode: response.status,
            tempFilePath: [...downloads.keys()].pop(),
            errMsg: 'downloadFile:ok',
          })
        },
        (error: Error) => refuse(o, `downloadFile:fail ${error.message}`),
      )
      return {
        abort: nothing,
        onProgressUpdate: nothing,
        offProgressUpdate: nothing,
        onHeadersReceived: nothing,
        offHeadersReceived: nothing,
      }
    },
    openDocument(o: { filePath: string } & Options) {
      opened.push(o.filePath)
      succeed(o, { errMsg: 'openDocument:ok' })
    },
    previewImage(o: { urls: string[] } & Options) {
      opened.push(...o.urls)
      succeed(o, { errMsg: 'previewImage:ok' })
    },
    previewMedia(o: { sources: { url: string }[] } & Options) {
      opened.push(...o.sources.map((source) => source.url))
      succeed(o, { errMsg: 'previewMedia:ok' })
    },
    saveImageToPhotosAlbum: (o: Options) => succeed(o, { errMsg: 'saveImageToPhotosAlbum:ok' }),
    setClipboardData: (o: Options) => succeed(o, { errMsg: 'setClipboardData:ok' }),
    makePhoneCall: (o: Options) => succeed(o, { errMsg: 'makePhoneCall:ok' }),

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
    ...networkCalls(net),
  }
  return wx
}

/** Bytes of files that the app downloaded, by their temporary path. */
export const downloads = new Map<string, Buffer>()

function fileSystem(realm: () => Realm) {
  return {
    readFile(
      o: { filePath: string; encoding?: BufferEncoding; position?: number; length?: number } & Options,
    ) {
      try {
        const whole = downloads.get(o.filePath) ?? readFileSync(o.filePath)
        const start = o.position ?? 0
        const bytes = whole.subarray(start, o.length === undefined ? undefined : start + o.length)
        if (o.encoding) return succeed(o, { data: bytes.toString(o.encoding), errMsg: 'readFile:ok' })
        const RealmBytes = realm()('Uint8Array') as Uint8ArrayConstructor
        const data = new RealmBytes(bytes.length)
        data.set(bytes)
        succeed(o, { data: data.buffer, errMsg: 'readFile:ok' })
      } catch (error) {
        refuse(o, `readFile:fail ${String(error)}`)
      }
    },
    getFileInfo(o: { filePath: string } & Options) {
      succeed(o, {
        size: (downloads.get(o.filePath) ?? readFileSync(o.filePath)).length,
        errMsg: 'getFileInfo:ok',
      })
    },
    saveFile: (o: { tempFilePath: string } & Options) =>
      succeed(o, { savedFilePath: o.tempFilePath, errMsg: 'saveFile:ok' }),
    copyFile: (o: { srcPath: string; destPath: string } & Options) => {
      const bytes = downloads.get(o.srcPath)
      if (bytes) downloads.set(o.destPath, bytes)
      succeed(o, { errMsg: 'copyFile:ok' })
    },
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
