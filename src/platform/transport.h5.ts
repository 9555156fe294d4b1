import { refusePatch } from './no-patch'

// Called through a function: a bare reference to window.fetch loses its receiver.
export const transportFetch: typeof fetch = refusePatch((input, init) => window.fetch(input, init))
