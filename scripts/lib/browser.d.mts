export function ensureBrowser(): Promise<void>
export function findChromium(env?: NodeJS.ProcessEnv, exists?: (file: string) => boolean): string | undefined
export function waysToInstall(
  need: string[],
  where: { root: boolean; apt: boolean },
): { commands: string[]; sentence?: undefined } | { commands?: undefined; sentence: string }
