export function useShortcuts(_keys: Record<string, () => void>): void {}
