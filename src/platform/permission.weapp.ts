import Taro from '@tarojs/taro'
import { AppError } from '@/shared/errors'
import { interrupt } from '@/shared/interrupt'
import { PRIVACY_USES } from '@/shared/privacy-uses'
import type { Permission } from './permission'
import { REASON } from './permission-words'

interface Failure {
  errMsg?: string
  errno?: number
}

const wordsOf = (thrown: unknown) => String((thrown as Failure | null)?.errMsg ?? '')

/** iOS and Android say it differently: auth deny, auth denied, authorize no response, system permission denied. */
const denied = (thrown: unknown) =>
  /auth(orize)?[ :]?(deny|denied|no response)|permission denied|not permitted/i.test(wordsOf(thrown))

/**
 * 104: not authorised. 103 stands for that in some calls, and on an iPhone for a refused permission too: there the
 * words tell (developers.weixin.qq.com, PublicErrno and the answers to it in the community).
 */
const privacyRefused = (thrown: unknown) =>
  /privacy permission is not authorized/i.test(wordsOf(thrown)) ||
  ([103, 104].includes((thrown as Failure | null)?.errno ?? 0) && !denied(thrown))

/** WeChat's own switch for this mini-program; chooseMedia and scanCode have none, they use WeChat's. */
const SCOPE: Partial<Record<Permission, string>> = { saveAlbum: 'scope.writePhotosAlbum' }

/** The phone's switch for WeChat as a whole. */
const SYSTEM = {
  camera: 'cameraAuthorized',
  album: 'albumAuthorized',
  saveAlbum: 'albumAuthorized',
} as const satisfies Record<Permission, keyof Taro.getAppAuthorizeSetting.Result>

const systemDenies = (permission: Permission) =>
  Taro.getAppAuthorizeSetting()[SYSTEM[permission]] === 'denied'

function scopeDenied(scope: string): Promise<boolean> {
  return new Promise((resolve) => {
    Taro.getSetting({
      success: ({ authSetting }) => resolve((authSetting as Record<string, boolean>)[scope] === false),
      fail: () => resolve(false),
    })
  })
}

/** In the mini-program's settings; WeChat opens them from a button only (wx.openSetting, since 2.3.0). */
function inSettings(permission: Permission, scope: string): Promise<boolean> {
  const { name, why, otherwise } = REASON[permission]
  return new Promise((resolve) => {
    interrupt({
      kind: 'permission',
      title: `还没允许“${name}”`,
      lines: [why, otherwise],
      yes: { words: '去设置里允许', openType: 'openSetting' },
      no: '不用了',
      onAnswer: (yes, detail) =>
        resolve(yes && (detail as { authSetting?: Record<string, boolean> })?.authSetting?.[scope] === true),
    })
  })
}

/** In the phone's settings, which know WeChat as a whole; what came of it shows when the person is back. */
function inPhone(permission: Permission): Promise<boolean> {
  const { name, why, otherwise } = REASON[permission]
  return new Promise((resolve) => {
    interrupt({
      kind: 'permission',
      title: `手机没允许微信用“${name}”`,
      lines: [why, otherwise],
      yes: { words: '去手机设置里允许' },
      no: '不用了',
      onAnswer: (yes) => {
        if (!yes) return resolve(false)
        const back = () => {
          Taro.offAppShow(back)
          resolve(!systemDenies(permission))
        }
        Taro.onAppShow(back)
        Taro.openAppAuthorizeSetting({
          fail: () => {
            Taro.offAppShow(back)
            resolve(false)
          },
        })
      },
    })
  })
}

async function given(permission: Permission): Promise<boolean> {
  const scope = SCOPE[permission]
  if (scope && (await scopeDenied(scope))) return inSettings(permission, scope)
  return systemDenies(permission) && inPhone(permission)
}

export async function permitted<T>(permission: Permission | null, run: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await run()
    } catch (thrown) {
      if (privacyRefused(thrown)) {
        const use = PRIVACY_USES.find((each) => wordsOf(thrown).startsWith(`${each.interface}:`))
        const hint = use ? `${use.otherwise}。想用的时候再点一次` : '想用的时候再点一次'
        throw new AppError('privacy_refused', '没同意，这一步用不了，别的都照常', hint)
      }
      if (!permission || !denied(thrown)) throw thrown
      // Given back: goes on by itself. Each round needs another answer of the person, so it ends.
      if (await given(permission)) continue
      const { name, otherwise } = REASON[permission]
      throw new AppError('denied', `没允许“${name}”，这一步没做成`, otherwise)
    }
  }
}
