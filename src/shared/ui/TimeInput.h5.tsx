import { useState } from 'react'
import { cx } from './cx'
import type { TimeInputProps } from './TimeInput'

export function TimeInput({ value, times, onChange, label, tone, id }: TimeInputProps) {
  const [focused, setFocused] = useState(false)
  const edge = tone ?? (focused ? 'on' : null)
  return (
    <select
      id={id}
      className={cx('input', 'input__date', edge && `input--${edge}`)}
      value={value}
      aria-label={label}
      onChange={(event) => onChange(event.target.value)}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
    >
      {value === '' && <option value="">还没选</option>}
      {times.map((time) => (
        <option key={time} value={time}>
          {time.replace(/^0/, '')}
        </option>
      ))}
    </select>
  )
}
