export interface RunOptions {
  cwd?: string
  env?: NodeJS.ProcessEnv
  quiet?: boolean
  tell?: (seconds: number) => void
  started?: (group: number) => void
}
export const stopping: AbortSignal
export function atEnd(action: () => unknown): void
export function end(): Promise<void>
export function endsWell(): void
export function handleSignals(): void
export function run(
  command: string,
  args: string[],
  options?: RunOptions,
): Promise<{ code: number | null; output: string }>
