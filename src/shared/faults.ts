/** What kind of fault: said by the platform's own events, by React, by the router. */
export type FaultKind = 'error' | 'rejection' | 'render' | 'page_not_found' | 'resource'

type Listener = (kind: FaultKind, thrown: unknown) => void

let listener: Listener = () => {}

/** Who hears of faults of the program: platform/error-report, from where the app begins. */
export function onFault(hear: Listener): void {
  listener = hear
}

/** Something broke that is no answer to anybody: told once, and never in the way of what goes on. */
export function tellFault(kind: FaultKind, thrown: unknown): void {
  try {
    listener(kind, thrown)
  } catch {
    // A fault in telling of faults is nobody's business.
  }
}
