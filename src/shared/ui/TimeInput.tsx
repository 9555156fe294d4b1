import type { ReactElement } from 'react'

export interface TimeInputProps {
  /** 14:00, or empty. */
  value: string
  /** Times that can be chosen, 08:00 first. */
  times: readonly string[]
  onChange: (time: string) => void
  label: string
  tone?: 'warn' | 'error' | null
  id?: string
}

/** A time of the day. A list, and not the system's own box, which shows PM where the system is English. */
export declare function TimeInput(props: TimeInputProps): ReactElement
