export function useWide(): boolean {
  return false
}
