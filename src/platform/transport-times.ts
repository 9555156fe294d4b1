/** How long an answer may take. What only reads and writes rows is quick; files and functions may need longer. */
export const SHORT_MS = 30_000
/** WeChat's own longest. */
export const LONG_MS = 60_000
/** WeChat gives up on the network so long after the app went to the background. */
export const BACKGROUND_MS = 5_000
/** How long a socket may take to open, its wait for one of the five places included. */
export const SOCKET_MS = 20_000
/** How long a socket waits for the other side to agree to its end. */
export const CLOSING_MS = 3_000
/** The first pause before the same question is asked again; each further one is three times as long. */
export const FIRST_PAUSE_MS = 400
/** A server that asks to wait longer than this is not waited for: the person hears of it. */
export const LONGEST_PAUSE_MS = 10_000
