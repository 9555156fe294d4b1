export const CHROMIUM_PATHS: string[]
export function ensureBrowser(): void
export function findChromium(): string | undefined
