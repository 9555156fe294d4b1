import { type Finding, findingsOf, some } from './finding'

export interface SecurityFacts {
  /** Tables of public and private without row-level security. */
  open_tables: string[]
  /** Policies on realtime.messages, and whether RLS is on there. */
  realtime: { rls: boolean; policies: string[] }
  /** The linter's findings that supabase/advisors-allowed.json does not explain; null: it did not run. */
  advisors: string[] | null
  /** A frozen clock of the tests. */
  clock_set: boolean
}

export interface ApiFacts {
  url: string
  /** Its status for a table that everybody may read, with the publishable key. */
  readable: number | string
  /** Whether the schema private is refused. */
  privateRefused: boolean
  publishableKey: string
  demoKey: string
  /** Names of public JWT secrets with which a token could be forged here. */
  knownSecrets: string[]
  /** What Auth says of itself; null when it did not answer. */
  signupOff: boolean | null
  emailOn: boolean | null
  /** Milliseconds between the clocks of the database and of the API; null when one did not tell. */
  skewMs: number | null
  /** Somebody without a sign-in joined a private topic. */
  strangerListens: boolean | null
}

const { needed, advised } = findingsOf('security')

/** What the database itself shows. */
export function checkSecurity({ open_tables, realtime, advisors, clock_set }: SecurityFacts): Finding[] {
  const policies = ['bangban_listen', 'bangban_typing'].filter((name) => !realtime.policies.includes(name))
  return [
    ...(open_tables.length > 0
      ? [
          needed(
            `Row-level security is off on ${some(open_tables)}.`,
            'Somebody made or changed these by hand: drop them, or put them right by a migration.',
          ),
        ]
      : []),
    ...(realtime.rls && policies.length === 0
      ? []
      : [
          needed(
            `Private topics of realtime are not guarded (${realtime.rls ? `missing: ${policies.join(', ')}` : 'row-level security is off on realtime.messages'}).`,
            'Apply 20261101001100_realtime.sql again as its owner; a self-hosted Realtime older than 2.30 has no such table.',
          ),
        ]),
    ...(advisors === null
      ? [
          advised(
            'The linter of Supabase did not run.',
            'npx supabase db advisors --remote=<database url> --level info',
          ),
        ]
      : advisors.map((one) => needed(`The linter of Supabase says: ${one}`, 'Mend it by a migration.'))),
    ...(clock_set
      ? [needed('The clock of the tests is set: time stands still.', 'select private.set_clock(null);')]
      : []),
  ]
}

/** What a stranger on the network sees. */
export function checkApi(facts: ApiFacts): Finding[] {
  const found: Finding[] = []
  if (facts.readable !== 200) {
    found.push(
      needed(
        `The API does not answer with the publishable key (${facts.readable}).`,
        'Look at the address, the key (dashboard, API keys) and the exposed schemas: public alone.',
      ),
    )
  }
  if (!facts.url.startsWith('https://')) {
    found.push(
      needed(
        `The API is at ${facts.url}, which WeChat refuses.`,
        'Serve it by https on a domain with ICP filing.',
      ),
    )
  }
  if (!facts.privateRefused) {
    found.push(
      needed(
        'The schema private is reachable over the API.',
        'Expose public alone (API settings, PGRST_DB_SCHEMAS).',
      ),
    )
  }
  if (facts.publishableKey === facts.demoKey) {
    found.push(
      needed(
        'The publishable key is the one of the demo.',
        'Build and run with the key of your own project.',
      ),
    )
  }
  if (facts.knownSecrets.length > 0) {
    found.push(
      needed(
        `Tokens signed with a public JWT secret are taken (${facts.knownSecrets.join(', ')}): anybody can be anybody.`,
        'Make your own JWT secret and keys before anything else; every token signed with the old one ends.',
      ),
    )
  }
  if (facts.signupOff === false) {
    found.push(
      needed(
        'Anybody may make an account by e-mail.',
        'Switch off sign-ups (Auth settings; GOTRUE_DISABLE_SIGNUP=true).',
      ),
    )
  }
  if (facts.emailOn === false) {
    found.push(
      needed(
        'Sign-in by e-mail is off, which every sign-in here ends in.',
        'Switch the e-mail provider on, sign-ups stay off.',
      ),
    )
  }
  if (facts.strangerListens) {
    found.push(
      needed(
        'Somebody without a sign-in may listen to a private topic.',
        'See the policies of realtime.messages.',
      ),
    )
  }
  if (facts.skewMs !== null && Math.abs(facts.skewMs) > 30_000) {
    found.push(
      needed(
        `The clocks of the database and of the API are ${Math.round(Math.abs(facts.skewMs) / 1000)} s apart.`,
        'Run chrony or ntpd on every machine: tokens and limits depend on it.',
      ),
    )
  }
  return found
}
