import { execFileSync } from 'node:child_process'

const PREFERRED = ['C.UTF-8', 'C.utf8', 'en_US.UTF-8', 'en_US.utf8']

/**
 * A UTF-8 character type that this host knows. Fault: pg_trgm asks the C library what a letter is, also
 * under the builtin locale provider, and under the ctype "C" it drops every Chinese character.
 */
export function utf8Ctype(): string {
  let known: string[]
  try {
    known = execFileSync('locale', ['-a'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).split(
      '\n',
    )
  } catch {
    // Without the program `locale` (small containers) glibc still has C.UTF-8 built in.
    return PREFERRED[0] as string
  }
  const chosen = PREFERRED.find((name) => known.includes(name)) ?? known.find((name) => /utf-?8$/i.test(name))
  return chosen ?? (PREFERRED[0] as string)
}
