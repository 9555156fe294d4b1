export function ensureBrowser(): Promise<void>
export function findChromium(
  env?: Record<string, string | undefined>,
  exists?: (file: string) => boolean,
): string | undefined
export function waysToInstall(
  need: string[],
  where: { root: boolean; apt: boolean },
): { commands: string[]; sentence?: undefined } | { commands?: undefined; sentence: string }
