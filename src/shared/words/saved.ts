import { clockTime, pastWords } from './dates'

export interface SavedWords {
  state: 'saved' | 'device' | 'saving'
  text: string
}

/** Why something typed is still only on the device. */
export type KeptReason = 'offline' | 'signed_out' | 'refused' | 'busy'

/**
 * The autosave line. `savedAt`: when the server last took something; null before that on this page.
 * `after`: what leaving now means (随时可以退出).
 */
export function savedWords(
  status: 'saved' | 'saving' | 'device',
  savedAt: string | null,
  reason: KeptReason | null,
  now: number,
  after = '随时可以退出',
): SavedWords {
  if (status === 'saving') return { state: 'saving', text: '正在保存…' }
  if (status === 'device') {
    const last = savedAt ? `，上次同步：${pastWords(savedAt, now)}` : ''
    if (reason === 'signed_out') return { state: 'device', text: '登录过期了，填的都存在手机里' }
    if (reason === 'refused') return { state: 'device', text: '有一处没存上，已保存在手机' }
    if (reason === 'busy') return { state: 'device', text: `政务网正忙，已保存在手机，会自己再传${last}` }
    return { state: 'device', text: `网络不好，已保存在手机，连上后自动保存${last}` }
  }
  return {
    state: 'saved',
    text: savedAt ? `${clockTime(savedAt)} 已自动保存，${after}` : `边填边存，${after}`,
  }
}
