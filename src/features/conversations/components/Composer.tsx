import { Textarea, View } from '@tarojs/components'
import { useState } from 'react'
import { deviceStorage } from '@/platform/storage'
import { a11y, pressable } from '@/shared/ui/a11y'
import { Btn } from '@/shared/ui/Btn'
import { cx } from '@/shared/ui/cx'
import { enterSends } from '@/shared/ui/enter'
import { Icon } from '@/shared/ui/Icon'
import { nativeInput } from '@/shared/ui/native-input'
import { MAX_TEXT } from '../model'

interface Props {
  conversationId: string
  /** True when the text was taken; false leaves it in the field with the reason. */
  onSend: (text: string) => boolean
  onMore: () => void
  onTyping: () => void
  /** What is wrong with the text. */
  wrong: string | null
  /** What is wrong with something else: a file. */
  problem: string | null
  onClearProblem: () => void
}

const draftKey = (conversationId: string) => `bb.own.words.${conversationId}`

/** The line to write in. What is typed stays on the device until it is sent, over Back and restart. */
export function Composer(props: Props) {
  const { conversationId, onSend, onMore, onTyping, wrong, problem, onClearProblem } = props
  const [text, setText] = useState(() => deviceStorage.getItem(draftKey(conversationId)) ?? '')
  const [focused, setFocused] = useState(false)
  const change = (next: string) => {
    setText(next)
    if (next) deviceStorage.setItem(draftKey(conversationId), next)
    else deviceStorage.removeItem(draftKey(conversationId))
    if (wrong || problem) onClearProblem()
    if (next.trim()) onTyping()
  }
  const send = () => {
    if (onSend(text)) change('')
  }
  const said = wrong ?? problem
  const left = MAX_TEXT - [...text].length
  const edge = wrong ? 'input--error' : focused ? 'input--on' : 'input--low'
  return (
    <View className="foot foot--talk">
      {said && (
        <View className="row top g4 t15 cr" {...a11y({ role: 'alert' })}>
          <Icon name="warn" size="s" />
          <View className="f1">{said}</View>
        </View>
      )}
      {!said && left < 100 && (
        <View className={cx('t13', left < 0 ? 'cr' : 'c2')}>
          {left < 0 ? `多了 ${-left} 个字，删短一点或者分两条发` : `还能写 ${left} 字`}
        </View>
      )}
      <View className="row g8 talk__line">
        <View className={cx('input f1', edge)}>
          <Textarea
            className="input__el talk__box"
            placeholderClass="input__ph"
            placeholder="发消息"
            value={text}
            maxlength={-1}
            autoHeight
            showConfirmBar={false}
            disableDefaultPadding
            cursorSpacing={16}
            onInput={(event) => change(event.detail.value)}
            onFocus={() => setFocused(true)}
            onBlur={() => setFocused(false)}
            {...enterSends(send, nativeInput('area', '消息内容'))}
          />
        </View>
        {text !== '' && (
          <Btn kind="main" className="talk__send" onClick={send}>
            发送
          </Btn>
        )}
        <View className="nav__back" {...pressable(onMore, { role: 'button', label: '发图片、文件、办件' })}>
          <Icon name="plus" />
        </View>
      </View>
    </View>
  )
}
