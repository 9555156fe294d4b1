import { type Options, promising, refuse, succeed } from './wx-types'

/** What the sheet of WeChat's privacy rules answers. */
interface Answer {
  event: 'agree' | 'disagree' | 'exposureAuthorization'
  buttonId?: string
}
type Resolve = (answer: Answer) => void
type Listener = (resolve: Resolve, event: { referrer: string }) => void

/** What the person and the county have decided, changed by a test. */
export interface PrivacyWorld {
  /** The county has filed its guide and this person has not agreed yet. */
  asks: boolean
  /** Interfaces that the app called and WeChat held back, in order. */
  heldBack: string[]
  /** Buttons of open-type agreePrivacyAuthorization that were really tapped. */
  tapped: Set<string>
  /** scope → what the person said when asked; what is not in it was never asked. */
  settings: Record<string, boolean>
  /** What the person answers when WeChat asks for a scope. */
  allows: boolean
  /** What the phone lets WeChat use at all. */
  system: Record<'cameraAuthorized' | 'albumAuthorized', 'authorized' | 'denied' | 'not determined'>
  /** How often the county's guide was opened. */
  openedGuide: number
}

type Call = (o: Options) => unknown

/**
 * WeChat's privacy rules (developers.weixin.qq.com …/user-privacy/PrivacyAuthorize.html) and permissions
 * (…/framework/open-ability/authorize.html) as documented: a private interface is held back until the listener's
 * `resolve` was called; `agree` counts only after its button was tapped; refused, the call fails with errno 104 and
 * the next one asks anew. A scope is asked for once, afterwards it is what the person said, or set in the settings.
 */
export function privacyRules() {
  const world: PrivacyWorld = {
    asks: false,
    heldBack: [],
    tapped: new Set(),
    settings: {},
    allows: true,
    system: { cameraAuthorized: 'authorized', albumAuthorized: 'authorized' },
    openedGuide: 0,
  }
  let listener: Listener | null = null

  /** Runs the call when the privacy rules let it, else fails it. */
  const whenAgreed = (api: string, o: Options | undefined, run: () => unknown) => {
    if (!world.asks) return run()
    world.heldBack.push(api)
    const no = () => refuse(o, `${api}:fail privacy permission is not authorized`, 104)
    if (!listener) return no()
    listener(
      ({ event, buttonId }) => {
        if (event === 'exposureAuthorization') return
        if (event === 'disagree') return no()
        if (!buttonId || !world.tapped.has(buttonId)) return no()
        world.asks = false
        run()
      },
      { referrer: api },
    )
  }
  const held = (api: string, call: Call, denied: () => boolean = () => false) =>
    promising((o: Options) =>
      whenAgreed(api, o, () => (denied() ? refuse(o, `${api}:fail auth deny`) : call(o))),
    )

  const scoped = (api: string, scope: string, run: (o: Options) => void) =>
    promising((o: Options) =>
      whenAgreed(api, o, () => {
        if (world.settings[scope] === undefined) world.settings[scope] = world.allows
        if (world.settings[scope]) run(o)
        else refuse(o, `${api}:fail auth deny`)
      }),
    )

  const denies = (what: keyof PrivacyWorld['system']) => world.system[what] === 'denied'
  const saved: string[] = []
  const clipboard: string[] = []

  return {
    privacy: world,
    /** Pictures in the album, and texts copied. */
    saved,
    clipboard,
    /** The calls that count as private, guarded. */
    guarded: (calls: Record<'chooseMedia' | 'chooseMessageFile' | 'scanCode', Call>) => ({
      chooseMedia: held('chooseMedia', calls.chooseMedia, () => denies('cameraAuthorized')),
      chooseMessageFile: held('chooseMessageFile', calls.chooseMessageFile),
      // Not private, but the camera may be denied.
      scanCode: promising((o: Options) =>
        denies('cameraAuthorized') ? refuse(o, 'scanCode:fail auth deny') : calls.scanCode(o),
      ),
    }),
    calls: {
      onNeedPrivacyAuthorization: (f: Listener) => {
        listener = f
      },
      getPrivacySetting: (o: Options) =>
        succeed(o, {
          needAuthorization: world.asks,
          privacyContractName: '《码上帮办用户隐私保护指引》',
          errMsg: 'getPrivacySetting:ok',
        }),
      openPrivacyContract: (o?: Options) => {
        world.openedGuide += 1
        succeed(o, { errMsg: 'openPrivacyContract:ok' })
      },
      getSetting: (o: Options) => succeed(o, { authSetting: { ...world.settings }, errMsg: 'getSetting:ok' }),
      getAppAuthorizeSetting: () => ({ ...world.system }),
      openAppAuthorizeSetting: (o?: Options) => succeed(o, { errMsg: 'openAppAuthorizeSetting:ok' }),
      saveImageToPhotosAlbum: scoped('saveImageToPhotosAlbum', 'scope.writePhotosAlbum', (o) => {
        saved.push((o as { filePath?: string }).filePath ?? '')
        succeed(o, { errMsg: 'saveImageToPhotosAlbum:ok' })
      }),
      setClipboardData: promising((o: Options) =>
        whenAgreed('setClipboardData', o, () => {
          clipboard.push((o as { data?: string }).data ?? '')
          succeed(o, { errMsg: 'setClipboardData:ok' })
        }),
      ),
    },
  }
}
