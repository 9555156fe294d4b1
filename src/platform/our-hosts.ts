import { isDemo } from './build-facts'
import { publicUrl } from './env'

const hostOf = (url: string) =>
  url
    .replace(/^https?:\/\//i, '')
    .replace(/[/?#].*$/, '')
    .toLowerCase()

/** At home and in an office the demo's cards carry the address of the machine that it runs on. */
const NEARBY =
  /^(localhost|127\.\d+\.\d+\.\d+|10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+|172\.(1[6-9]|2\d|3[01])\.\d+\.\d+)(:\d+)?$/

/** Where our printed codes lead: the public address of today, and those of cards printed earlier. */
const OURS = [publicUrl, ...process.env.BB_PUBLIC_HOSTS.split(',')].map(hostOf).filter(Boolean)

/** Whether a link with this host (and port) is one of ours. */
export const isOurHost = (host: string): boolean => OURS.includes(host) || (isDemo && NEARBY.test(host))
