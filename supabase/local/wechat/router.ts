import { json } from '../http-bridge'
import type { Sent } from './messages'

/** What all families of the simulator share. */
export interface World {
  now(): number
  /** What would have reached a person; the message page shows it. */
  sent: Sent[]
}

/** One request that reached an API. */
export interface Call {
  query: URLSearchParams
  /** The JSON body; {} where there was none. */
  body: Record<string, unknown>
}

export type Api = (call: Call) => Response | Promise<Response>

/** The APIs of one part of WeChat's documentation. */
export interface Family {
  /** By path, without an access_token: the app's own secret is what is checked. */
  open?: Record<string, Api>
  /** By path; reached only with the access_token that is valid now. */
  apis?: Record<string, Api>
  /** By path under /simulator/: what WeChat's phones and people do, for tests in another process and the demo. */
  controls?: Record<string, Api>
}

/** What goes wrong on purpose: an errcode, an answer that is not WeChat's, or none at all. */
export type Fault = number | 'garbage' | 'timeout'

interface PlannedFault {
  fault: Fault
  path: string | null
  times: number
}

/** Finds the API of a request, lets planned faults and quotas happen first, and counts the calls. */
export class Router {
  private readonly faults: PlannedFault[] = []
  private readonly quotas = new Map<string, number>()
  private readonly counts = new Map<string, number>()

  constructor(
    private readonly families: readonly Family[],
    private readonly validToken: (token: string | null) => number,
  ) {}

  failNext(fault: Fault, path: string | null, times: number): void {
    this.faults.push({ fault, path, times })
  }

  setQuota(path: string, calls: number): void {
    this.quotas.set(path, calls)
  }

  calls(path: string): number {
    return this.counts.get(path) ?? 0
  }

  /** Null is no answer, ever. */
  async route(request: Request): Promise<Response | null> {
    const { pathname, searchParams: query } = new URL(request.url)
    const body = await readBody(request)
    const control = this.find('controls', pathname)
    if (control) return control({ query, body })
    this.counts.set(pathname, this.calls(pathname) + 1)
    const fault = this.nextFault(pathname)
    if (fault === 'timeout') return null
    if (fault === 'garbage') return new Response('<html><body>502 Bad Gateway</body></html>')
    if (fault !== null) return refuse(fault)
    const open = this.find('open', pathname)
    if (open) return open({ query, body })
    const api = this.find('apis', pathname)
    if (!api) return json({ error: 'The simulator does not know this WeChat API' }, 404)
    const wrong = this.validToken(query.get('access_token'))
    if (wrong !== 0) return refuse(wrong)
    return this.spend(pathname) ? api({ query, body }) : refuse(45009)
  }

  private find(kind: 'open' | 'apis' | 'controls', path: string): Api | undefined {
    return this.families.flatMap((family) => family[kind]?.[path] ?? [])[0]
  }

  private nextFault(path: string): Fault | null {
    const index = this.faults.findIndex((planned) => planned.path === null || planned.path === path)
    const planned = this.faults[index]
    if (!planned) return null
    planned.times -= 1
    if (planned.times === 0) this.faults.splice(index, 1)
    return planned.fault
  }

  private spend(path: string): boolean {
    const left = this.quotas.get(path)
    if (left === undefined) return true
    this.quotas.set(path, left - 1)
    return left > 0
  }
}

async function readBody(request: Request): Promise<Record<string, unknown>> {
  if (request.method !== 'POST') return {}
  const body: unknown = await request.json().catch(() => null)
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
}

/** WeChat's own texts, from its pages of global error codes and of the APIs. A family adds its own in `refuse`. */
const MESSAGES: Record<number, string> = {
  [-1]: 'system error',
  40001: 'invalid credential, access_token is invalid or not latest',
  40002: 'invalid grant_type',
  40013: 'invalid appid',
  40014: 'invalid access_token',
  40029: 'invalid code',
  40125: 'invalid appsecret',
  40163: 'code been used',
  41001: 'access_token missing',
  41002: 'appid missing',
  41008: 'missing code',
  42001: 'access_token expired',
  45009: 'reach max api daily quota limit',
  45011: 'api minute-quota reach limit, must slower, retry next minute',
}

/** WeChat answers 200 to errors too. */
export function refuse(errcode: number, errmsg = MESSAGES[errcode] ?? 'unknown error'): Response {
  return json({ errcode, errmsg })
}

/** A value of a body or query as text; '' where it is something else or missing. */
export function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
