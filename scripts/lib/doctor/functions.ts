import { type Finding, findingsOf, some } from './finding'

export interface FunctionAnswer {
  name: string
  /** As config.toml says. */
  verifyJwt: boolean
  /** To a POST {} without a token; 0 when nothing answered. */
  status: number
  /** Our frame answered, with the request id that was sent. */
  own: boolean
  code: string | null
  /** To a preflight of a page of elsewhere. */
  foreignAllowed: boolean
  /** To a preflight of our own page; null when H5's address was not told. */
  oursAllowed: boolean | null
}

export interface FunctionFacts {
  functions: FunctionAnswer[]
  demoLogin: { deployed: boolean }
}

const { needed, advised } = findingsOf('functions')

/** Each function is deployed, starts, refuses who must be refused, and knows whose pages are ours. */
export function checkFunctions({ functions, demoLogin }: FunctionFacts): Finding[] {
  const missing = functions.filter((one) => one.status === 404 || one.status === 0)
  const here = functions.filter((one) => !missing.includes(one))
  const broken = here.filter((one) => one.status >= 500)
  const sound = here.filter((one) => !broken.includes(one))
  const names = (of: FunctionAnswer[]) =>
    some(
      of.map((one) => one.name),
      12,
    )
  const found: Finding[] = []
  if (missing.length > 0) {
    found.push(
      needed(
        `Functions do not answer: ${names(missing)}.`,
        `npx supabase functions deploy ${missing.map((one) => one.name).join(' ')}`,
      ),
    )
  }
  if (broken.length > 0) {
    found.push(
      needed(
        `Functions do not start: ${names(broken)}.`,
        'Mostly a secret is missing: the log of the function names it, docs/deploy.md lists all.',
      ),
    )
  }
  // Refused by the gateway, which never asked the function.
  const shut = sound.filter((one) => !one.verifyJwt && !one.own)
  if (shut.length > 0) {
    found.push(
      needed(
        `The platform asks for a token before ${names(shut)}, whose callers have none.`,
        'Deploy with this supabase/config.toml (verify_jwt = false); self-hosted: FUNCTIONS_VERIFY_JWT=false.',
      ),
    )
  }
  const unguarded = sound.filter((one) => one.verifyJwt && one.own)
  if (unguarded.length > 0) {
    found.push(
      advised(
        `The platform does not ask for a token before ${names(unguarded)}; the functions do by themselves.`,
        'Deploy with this supabase/config.toml. Self-hosted has one switch for all, there it is as it must be.',
      ),
    )
  }
  const open = sound.filter((one) => one.status < 400)
  if (open.length > 0) {
    found.push(
      needed(
        `Functions did not refuse a stranger: ${names(open)}.`,
        'Something else answers at their address.',
      ),
    )
  }
  const foreign = here.filter((one) => one.foreignAllowed)
  if (foreign.length > 0) {
    found.push(
      needed(
        `Pages of any origin may read what functions answer: ${names(foreign)}.`,
        'Set ALLOWED_ORIGINS to the H5 origin alone; a proxy in front must not add CORS headers to /functions.',
      ),
    )
  }
  const refused = sound.filter((one) => one.oursAllowed === false)
  if (refused.length > 0) {
    found.push(
      needed(
        `Our own H5 page may not read what functions answer: ${names(refused)}.`,
        'npx supabase secrets set ALLOWED_ORIGINS=https://<H5 host>',
      ),
    )
  }
  if (demoLogin.deployed) {
    found.push(
      needed('demo-login is deployed: a door without a key.', 'npx supabase functions delete demo-login'),
    )
  }
  return found
}
