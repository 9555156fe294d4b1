/**
 * How long the address of a stored object is good. Whoever holds it needs no sign-in, so it is made when somebody
 * looks, by a call that asks the policies, and lives as long as a picture on a poor network takes to begin to load.
 */
export const SIGNED_SECONDS = 120

/** An address that is younger is used again, so that a list that is drawn twice asks once. */
export const FRESH_MS = 90_000
