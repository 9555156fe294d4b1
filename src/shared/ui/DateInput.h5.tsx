import { useState } from 'react'
import { cx } from './cx'
import type { DateInputProps } from './DateInput'

/** The calendar opens at a tap anywhere in the box, not on its small sign alone. */
function openCalendar(box: HTMLInputElement): void {
  try {
    box.showPicker?.()
  } catch {
    // An old browser, or no gesture: the box itself takes the date.
  }
}

export function DateInput({ value, onChange, label, tone, from, to, id }: DateInputProps) {
  const [focused, setFocused] = useState(false)
  const edge = tone ?? (focused ? 'on' : null)
  return (
    <input
      type="date"
      id={id}
      className={cx('input', 'input__date', edge && `input--${edge}`)}
      value={value}
      min={from ?? '1900-01-01'}
      max={to ?? '2100-12-31'}
      aria-label={label}
      onClick={(event) => openCalendar(event.currentTarget)}
      onChange={(event) => onChange(event.target.value)}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
    />
  )
}
