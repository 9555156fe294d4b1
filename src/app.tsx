import type { PropsWithChildren } from 'react'
import './app.scss'

/** Root of the app on both targets. */
export default function App({ children }: PropsWithChildren) {
  return children
}
