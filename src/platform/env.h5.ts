const LOOPBACK = /^(https?:\/\/)(localhost|127\.0\.0\.1)(?=[:/]|$)/

/** The host of the page may name the API (<meta name="bb-api-url">), so that one build serves any deployment. */
const named = document.querySelector('meta[name="bb-api-url"]')?.getAttribute('content')

// The demo's API runs beside the page: opened from a phone in the same network, the page's host is the API's.
export const apiUrl = (named || process.env.BB_API_URL).replace(
  LOOPBACK,
  `$1${window.location.hostname || 'localhost'}`,
)

export const publicUrl = process.env.BB_PUBLIC_URL || window.location.origin

export const linksAreOurs = false
