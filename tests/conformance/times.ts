/** Stands in for src/platform/transport-times.ts in the suite: the same times, short. */
export const SHORT_MS = 2_000
export const LONG_MS = 6_000
export const BACKGROUND_MS = 5_000
export const SOCKET_MS = 2_000
export const CLOSING_MS = 500
export const FIRST_PAUSE_MS = 40
export const LONGEST_PAUSE_MS = 1_000
