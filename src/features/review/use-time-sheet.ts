import { useState } from 'react'
import type { TimeSheetName } from './time'

/** Which question about time is asked. A closed sheet keeps what was typed until another one is asked. */
export function useTimeSheet() {
  const [name, setName] = useState<TimeSheetName | null>(null)
  const [open, setOpen] = useState(false)
  return {
    name,
    open,
    show: (next: TimeSheetName) => {
      setName(next)
      setOpen(true)
    },
    close: () => setOpen(false),
    /** It was done: nothing of it is kept. */
    end: () => {
      setName(null)
      setOpen(false)
    },
  }
}

export type TimeSheetState = ReturnType<typeof useTimeSheet>
