import { useEffect } from 'react'
import { useSession } from '@/platform/session'
import { readKept } from '@/platform/storage'
import { outboxKey } from '../outbox-rules'

/**
 * Part of the app's shell: messages that an earlier visit could not send go out as soon as the person is here
 * again, whatever page is open. The outbox itself is loaded only when something waits in it.
 */
export function KeepSending() {
  const person = useSession()?.user.id
  useEffect(() => {
    if (!person || !readKept<unknown[]>(outboxKey(person))?.length) return
    void import('../my-outbox').then(({ wakeOutbox }) => wakeOutbox(person))
  }, [person])
  return null
}
