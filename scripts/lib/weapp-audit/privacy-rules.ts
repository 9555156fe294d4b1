import ts from 'typescript'
import { nodesOf, type Sources } from './sources'
import type { Use } from './used-apis'

/**
 * Interfaces that WeChat counts as private, each with what the guide of the account must name. Source:
 * developers.weixin.qq.com/miniprogram/dev/framework/user-privacy/miniprogram-intro.html.
 */
const PRIVATE_APIS = [
  ...['getUserInfo', 'getUserProfile'],
  ...['getLocation', 'startLocationUpdate', 'startLocationUpdateBackground', 'getFuzzyLocation'],
  ...['choosePoi', 'chooseLocation', 'chooseAddress', 'chooseInvoiceTitle', 'chooseInvoice'],
  ...['getWeRunData', 'chooseLicensePlate', 'chooseImage', 'chooseMedia', 'chooseVideo', 'chooseMessageFile'],
  ...['startRecord', 'getRecorderManager', 'joinVoIPChat', 'createVKSession', 'createCameraContext'],
  ...[
    'openBluetoothAdapter',
    'createBLEPeripheralServer',
    'saveImageToPhotosAlbum',
    'saveVideoToPhotosAlbum',
  ],
  ...['addPhoneContact', 'addPhoneRepeatCalendar', 'addPhoneCalendar'],
  ...['setClipboardData', 'getClipboardData', 'startAccelerometer', 'startCompass'],
  ...['startDeviceMotionListening', 'startGyroscope'],
]
const PRIVATE_BUTTONS = ['chooseAvatar', 'getPhoneNumber', 'getRealtimePhoneNumber', 'getUserInfo']
const PRIVATE_COMPONENTS = ['Camera', 'LivePusher', 'VoipRoom']

/** Must stand in app.json's requiredPrivateInfos (…/reference/configuration/app.html#requiredPrivateInfos). */
const LOCATION_APIS = [
  ...['getFuzzyLocation', 'getLocation', 'onLocationChange', 'startLocationUpdate'],
  ...['startLocationUpdateBackground', 'chooseLocation', 'choosePoi', 'chooseAddress'],
]

const named = (uses: Use[], names: string[]) =>
  [...new Set(uses.map(({ name }) => name.replace('Wx.', '')))].filter((name) => names.includes(name)).sort()

/** What of an account's privacy guide the sources make necessary, by the names of its interfaces. */
export function privateUses(sources: Sources, uses: Use[]): string[] {
  const written = sources.files.flatMap((file) => [...nodesOf(file)].flatMap(openTypeOrComponent))
  return [...named(uses, PRIVATE_APIS), ...new Set(written)].sort()
}

/** What requiredPrivateInfos must hold, no more and no less. */
export const locationUses = (uses: Use[]): string[] => named(uses, LOCATION_APIS)

function openTypeOrComponent(node: ts.Node): string[] {
  if (ts.isJsxAttribute(node) || ts.isPropertyAssignment(node)) {
    const value = node.initializer && ts.isStringLiteral(node.initializer) ? node.initializer.text : ''
    return node.name.getText() === 'openType' && PRIVATE_BUTTONS.includes(value) ? [value] : []
  }
  if (!ts.isJsxOpeningLikeElement(node)) return []
  const tag = node.tagName.getText()
  return PRIVATE_COMPONENTS.includes(tag) ? [tag] : []
}
