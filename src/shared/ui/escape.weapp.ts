export function useEscape(_active: boolean, _leave: () => void): void {}
