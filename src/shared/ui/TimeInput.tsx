import type { ReactElement } from 'react'

export interface TimeInputProps {
  /** 14:00, or empty. */
  value: string
  onChange: (time: string) => void
  label: string
  tone?: 'warn' | 'error' | null
  id?: string
}

/** A time of the day on the 24-hour clock: WeChat's wheel, or the browser's own. */
export declare function TimeInput(props: TimeInputProps): ReactElement
