/** Keys of the desk: a map from key (`1`, `j`, `/`) to what it does. Nothing happens on a phone. */
export declare function useShortcuts(keys: Record<string, () => void>): void
