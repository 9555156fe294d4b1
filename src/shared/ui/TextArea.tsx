import { Textarea as TaroTextarea, View } from '@tarojs/components'
import { useState } from 'react'
import { cx } from './cx'
import { nativeInput } from './native-input'

interface Props {
  value: string
  onChange: (value: string) => void
  /** Read aloud: the field's label. */
  label: string
  placeholder?: string
  maxLength?: number
  tone?: 'warn' | 'error' | null
  /** Shows how many characters are left when fewer than this many remain; 100 unless told. */
  countBelow?: number
  onBlur?: () => void
  id?: string
}

/** Several lines of text; counts down when the end is near. */
export function TextArea(props: Props) {
  const { value, onChange, label, maxLength, tone, countBelow = 100 } = props
  const [focused, setFocused] = useState(false)
  const edge = tone ?? (focused ? 'on' : null)
  const left = maxLength === undefined ? null : maxLength - [...value].length
  return (
    <View>
      <View className={cx('input', 'input--top', edge && `input--${edge}`)}>
        <TaroTextarea
          id={props.id}
          className="input__el input__el--area"
          placeholderClass="input__ph"
          value={value}
          placeholder={props.placeholder}
          maxlength={-1}
          autoHeight
          disableDefaultPadding
          cursorSpacing={24}
          onInput={(event) => onChange(event.detail.value)}
          onFocus={() => setFocused(true)}
          onBlur={() => {
            setFocused(false)
            props.onBlur?.()
          }}
          {...nativeInput('area', label)}
        />
      </View>
      {left !== null && left < countBelow && (
        <View className={cx('t13 mt4', left < 0 ? 'cr' : 'c2')}>
          {left < 0 ? `超了 ${-left} 字，删一些` : `还能写 ${left} 字`}
        </View>
      )}
    </View>
  )
}
