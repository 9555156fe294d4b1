import type { ReactElement } from 'react'

export interface DateInputProps {
  /** 2029-02-28, or empty. */
  value: string
  onChange: (day: string) => void
  label: string
  tone?: 'warn' | 'error' | null
  /** Earliest and latest day that can be chosen. */
  from?: string
  to?: string
  id?: string
}

/** A calendar day: WeChat's wheel, or the browser's own calendar. */
export declare function DateInput(props: DateInputProps): ReactElement
