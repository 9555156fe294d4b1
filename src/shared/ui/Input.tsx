import { Input as TaroInput, View } from '@tarojs/components'
import { type ReactNode, useState } from 'react'
import { cx } from './cx'
import { type Autofill, type InputKind, nativeInput } from './native-input'

interface Props {
  value: string
  onChange: (value: string) => void
  /** Read aloud: the field's label. */
  label: string
  placeholder?: string
  type?: InputKind
  maxLength?: number
  tone?: 'warn' | 'error' | null
  /** After the box's text: 平方米, a scan button. */
  after?: ReactNode
  before?: ReactNode
  confirmType?: 'done' | 'next' | 'search' | 'send' | 'go'
  onConfirm?: () => void
  onBlur?: () => void
  autoFocus?: boolean
  /** 44 px instead of 52: the line of a conversation, a search. */
  low?: boolean
  id?: string
  fill?: Autofill
}

/** One line of text. The value is always the caller's, so that nothing typed is lost. */
export function Input(props: Props) {
  const { value, onChange, label, type = 'text', tone, after, before, low } = props
  const [focused, setFocused] = useState(false)
  const edge = tone ?? (focused ? 'on' : null)
  return (
    <View className={cx('input', edge && `input--${edge}`, low && !edge && 'input--low')}>
      {before}
      <TaroInput
        id={props.id}
        className="input__el"
        placeholderClass="input__ph"
        value={value}
        placeholder={props.placeholder}
        password={type === 'password'}
        maxlength={props.maxLength ?? -1}
        cursorSpacing={24}
        confirmType={props.confirmType ?? 'done'}
        focus={props.autoFocus}
        onInput={(event) => onChange(event.detail.value)}
        onFocus={() => setFocused(true)}
        onBlur={() => {
          setFocused(false)
          props.onBlur?.()
        }}
        onConfirm={() => props.onConfirm?.()}
        {...nativeInput(type, label, props.fill)}
      />
      {after}
    </View>
  )
}
