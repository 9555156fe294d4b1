import '@/platform/polyfill'
import { QueryClientProvider } from '@tanstack/react-query'
import type { PropsWithChildren } from 'react'
import { ConsentLife } from '@/features/privacy/components/ConsentLife'
import { SessionLife } from '@/features/session/components/SessionLife'
import { watchErrors } from '@/platform/error-report'
import { useAppLife } from '@/platform/life'
import { askForPrivacy } from '@/platform/privacy'
import { startSession } from '@/platform/session'
import { maySignInSilently, signInSilently } from '@/platform/sign-in'
import { queryClient } from '@/shared/query'
import { KeepSending } from './keep-sending'
import './app.scss'

watchErrors()
// Before the first page asks who is signed in.
void startSession(maySignInSilently() ? signInSilently : null)
askForPrivacy()

/** Root of the app on both targets. */
export default function App({ children }: PropsWithChildren) {
  useAppLife()
  return (
    <QueryClientProvider client={queryClient}>
      {children}
      {/* After the pages: when the person changes, their queries must know before they are asked again. */}
      <SessionLife />
      <ConsentLife />
      <KeepSending />
    </QueryClientProvider>
  )
}
