import { useEffect } from 'react'
import { loadKindsBy } from '@/platform/outbox/kinds'
import { waitsFor } from '@/platform/outbox/shelf'
import { sweepStrayFiles } from '@/platform/outbox/stray-files'
import { useSession } from '@/platform/session'

/** The modules that bring each kind to the server: loaded only when an earlier visit has left something of it. */
const KINDS: Record<string, () => Promise<unknown>> = {
  message: () => import('@/features/conversations/message-kind'),
  read: () => import('@/features/conversations/read-kind'),
  subscription: () => import('@/features/reminders/answer-kind'),
  draft: () => import('@/features/applications/draft-kind'),
  'file.material': () => import('@/features/materials/material-files'),
  'file.appeal': () => import('@/features/appeals/appeal-files'),
  'file.check': () => import('@/features/verification-record/my-record'),
  'file.result': () => import('@/features/review/result-file'),
}
loadKindsBy(async (kind) => KINDS[kind]?.())

/**
 * Part of the app's shell: what an earlier visit could not send goes out as soon as its owner is here again, and
 * after a session that was lost has come back, whatever page is open. The outbox is loaded only when something waits.
 */
export function KeepSending() {
  const session = useSession()
  useEffect(() => {
    if (!session || !waitsFor(session.user.id)) return
    void import('@/platform/outbox/my-outbox').then(({ outboxOf }) => outboxOf(session.user.id).wake())
  }, [session])
  useEffect(() => sweepStrayFiles(), [])
  return null
}
