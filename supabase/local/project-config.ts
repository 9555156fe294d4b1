import { readFileSync } from 'node:fs'

/** What the embedded stack follows of supabase/config.toml, so that it refuses what hosted will. */
export interface ProjectConfig {
  /** `[auth] enable_signup`: whether people may make accounts by themselves. */
  enableSignup: boolean
  /** `[functions.<name>] verify_jwt = false`: functions that are called without a token. */
  openFunctions: Set<string>
}

/** Reads config.toml; hosted's defaults where the file or the line is missing. */
export function readProjectConfig(file: string): ProjectConfig {
  const config: ProjectConfig = { enableSignup: true, openFunctions: new Set() }
  let section = ''
  for (const line of readLines(file)) {
    section = /^\s*\[([^\]]+)\]/.exec(line)?.[1]?.trim() ?? section
    if (section === 'auth' && /^\s*enable_signup\s*=\s*false\b/.test(line)) config.enableSignup = false
    const name = /^functions\.("?)([\w-]+)\1$/.exec(section)?.[2]
    if (name && /^\s*verify_jwt\s*=\s*false\b/.test(line)) config.openFunctions.add(name)
  }
  return config
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
