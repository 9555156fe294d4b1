import { useState } from 'react'
import { cx } from './cx'
import type { TimeInputProps } from './TimeInput'

export function TimeInput({ value, onChange, label, tone, id }: TimeInputProps) {
  const [focused, setFocused] = useState(false)
  const edge = tone ?? (focused ? 'on' : null)
  return (
    <input
      type="time"
      id={id}
      step={300}
      className={cx('input', 'input__date', edge && `input--${edge}`)}
      value={value}
      aria-label={label}
      onChange={(event) => onChange(event.target.value)}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
    />
  )
}
