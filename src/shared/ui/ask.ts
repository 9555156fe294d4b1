import Taro from '@tarojs/taro'

// Taro and WeChat draw these windows and take colours as text: the values of theme/tokens.scss.
const BLUE = '#1A5FB4'
const RED = '#B3261E'

interface Question {
  title: string
  /** What will happen, and what stays. */
  content: string
  /** The verb: 退出. WeChat takes four characters. */
  yes: string
  no?: string
  /** Cannot be taken back: the verb is red. */
  danger?: boolean
}

/** Asks before something is done; true when the person wants it. */
export async function ask({ title, content, yes, no = '不了', danger }: Question): Promise<boolean> {
  const { confirm } = await Taro.showModal({
    title,
    content,
    confirmText: yes,
    cancelText: no,
    confirmColor: danger ? RED : BLUE,
  })
  return confirm
}

/** Says something that needs a moment: what happened, and what to do. */
export async function tell(title: string, content = ''): Promise<void> {
  await Taro.showModal({ title, content, showCancel: false, confirmText: '知道了', confirmColor: BLUE })
}
