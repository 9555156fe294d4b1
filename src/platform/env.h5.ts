const LOOPBACK = /^(https?:\/\/)(localhost|127\.0\.0\.1)(?=[:/]|$)/

// The demo's API runs beside the page: opened from a phone in the same network, the page's host is the API's.
export const apiUrl = process.env.BB_API_URL.replace(LOOPBACK, `$1${window.location.hostname || 'localhost'}`)
