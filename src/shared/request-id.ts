import { useRef } from 'react'
import { toAppError } from './errors'
import { uuid } from './uuid'

/**
 * A request id for one wish: the same over retries (the answer may have been lost on the way back), a new one
 * for a wish with other content or after the server has answered, yes or no.
 */
export function useRequestId() {
  const wish = useRef<{ content: string; id: string } | null>(null)
  return {
    of: (content: unknown): string => {
      const text = JSON.stringify(content)
      if (wish.current?.content !== text) wish.current = { content: text, id: uuid() }
      return wish.current.id
    },
    /** The server has decided: the next wish is a new one. */
    settle: (error?: unknown) => {
      if (error === undefined || toAppError(error).code.startsWith('BB')) wish.current = null
    },
  }
}
