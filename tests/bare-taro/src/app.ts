import type { PropsWithChildren } from 'react'

/** An app that does nothing. */
export default function App({ children }: PropsWithChildren) {
  return children
}
