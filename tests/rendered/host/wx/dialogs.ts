import { type Options, refuse, succeed } from '../../../weapp/runtime/wx-types'
import { add, overlay } from './overlay'

interface Modal extends Options<{ confirm: boolean; cancel: boolean; content?: string; errMsg: string }> {
  title?: string
  content?: string
  showCancel?: boolean
  cancelText?: string
  confirmText?: string
  confirmColor?: string
  editable?: boolean
  placeholderText?: string
}
interface Toast extends Options {
  title: string
  duration?: number
}
interface ActionSheet extends Options<{ tapIndex: number; errMsg: string }> {
  itemList: string[]
}

/** developers.weixin.qq.com wx.showModal: texts of the two buttons hold four characters. */
const MODAL_WORDS = 4

/** WeChat's own windows, drawn so that a person can answer them. */
export function dialogCalls() {
  let toast: HTMLElement | null = null
  const hide = () => {
    toast?.remove()
    toast = null
  }
  const show = (title: string) => {
    hide()
    toast = add(document.body, 'div', 'wx-toast', title)
    toast.setAttribute('role', 'status')
    return toast
  }

  return {
    showToast(o: Toast) {
      const shown = show(o.title)
      setTimeout(() => shown === toast && hide(), o.duration ?? 1500)
      succeed(o, { errMsg: 'showToast:ok' })
    },
    hideToast: hide,
    showLoading(o: Toast) {
      show(o.title)
      succeed(o, { errMsg: 'showLoading:ok' })
    },
    hideLoading: hide,

    showModal(o: Modal) {
      const { confirmText = '确定', cancelText = '取消', showCancel = true } = o
      for (const words of [confirmText, cancelText])
        if ([...words].length > MODAL_WORDS) {
          refuse(o as Options<never>, `showModal:fail parameter error: "${words}" is longer than 4`)
          return
        }
      const modal = overlay('wx-modal', o.title ?? o.content ?? '')
      if (o.title) add(modal.box, 'div', 'wx-modal__t', o.title)
      const body = add(modal.box, 'div', 'wx-modal__c', o.editable ? '' : (o.content ?? ''))
      const typed = document.createElement('input')
      if (o.editable) {
        typed.value = o.content ?? ''
        typed.placeholder = o.placeholderText ?? ''
        body.append(typed)
      }
      const buttons = add(modal.box, 'div', 'wx-modal__b')
      const answer = (words: string, confirm: boolean, color: string) => {
        const button = add(buttons, 'button', '', words)
        button.style.color = color
        button.addEventListener('click', () => {
          modal.close()
          const content = o.editable && confirm ? typed.value : undefined
          succeed(o, { confirm, cancel: !confirm, content, errMsg: 'showModal:ok' })
        })
      }
      if (showCancel) answer(cancelText, false, '#000')
      answer(confirmText, true, o.confirmColor ?? '#576B95')
    },

    showActionSheet(o: ActionSheet) {
      const sheet = overlay('wx-sheet', '选择')
      const row = (words: string, chosen: () => void) =>
        add(sheet.box, 'button', '', words).addEventListener('click', () => {
          sheet.close()
          chosen()
        })
      for (const [tapIndex, words] of o.itemList.entries())
        row(words, () => succeed(o, { tapIndex, errMsg: 'showActionSheet:ok' }))
      row('取消', () => refuse(o as Options<never>, 'showActionSheet:fail cancel'))
    },
  }
}
