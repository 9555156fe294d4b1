import { readFileSync } from 'node:fs'

/** Which functions config.toml lets through without a token: `[functions.<name>]`, `verify_jwt = false`. */
export function functionsWithoutJwt(configFile: string): Set<string> {
  const open = new Set<string>()
  let current: string | undefined
  for (const line of readLines(configFile)) {
    const section = /^\s*\[([^\]]+)\]/.exec(line)
    if (section) {
      current = /^functions\.("?)([\w-]+)\1$/.exec(section[1]?.trim() ?? '')?.[2]
    } else if (current && /^\s*verify_jwt\s*=\s*false\b/.test(line)) {
      open.add(current)
    }
  }
  return open
}

/** The secrets of supabase/functions/.env, in the form that `supabase secrets set --env-file` reads. */
export function readEnvFile(file: string): Record<string, string> {
  const values: Record<string, string> = {}
  for (const line of readLines(file)) {
    const match = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(.*?)\s*$/.exec(line)
    if (match) values[match[1] as string] = (match[2] as string).replace(/^(["'])(.*)\1$/, '$2')
  }
  return values
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n')
  } catch {
    return []
  }
}
